import { ApiFailure } from '../../api/failure.js';
import { faultAt, faultsElsewhere, faultWithin } from './faults.js';

const failure = new ApiFailure('refused', 'The input has faults.', undefined, [
  { path: 'comment', message: 'must not be empty' },
  { path: 'matchers[0].tag', message: 'must not be empty' },
  { path: 'matchers[1].value', message: 'is no pattern' },
  { path: 'name', message: 'is taken' },
  { path: 'names', message: 'is another field' },
]);

describe('the faults of a form', () => {
  it('are told at their fields', () => {
    expect(faultAt(failure, 'comment')).toBe('must not be empty');
    expect(faultAt(failure, 'matchers')).toBeUndefined();
    expect(faultWithin(failure, 'matchers')).toBe('must not be empty; is no pattern');
    expect(faultWithin(failure, 'matchers[1]')).toBe('is no pattern');
    expect(faultAt(undefined, 'comment')).toBeUndefined();
  });

  it('are told by the form where no field shows them', () => {
    expect(faultsElsewhere(failure, ['comment', 'matchers', 'name'])).toEqual([
      { path: 'names', message: 'is another field' },
    ]);
    expect(faultsElsewhere(undefined, [])).toEqual([]);
  });
});
