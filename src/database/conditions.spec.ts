import { Conditions, containing } from './conditions.js';

describe('Conditions', () => {
  it('numbers parameters in the order of their values', () => {
    const conditions = new Conditions().add('a = ?', 1).addIfGiven('b = ?', undefined).add('(c, d) < (?, ?)', 2, 3);
    expect(`${conditions.where} limit ${conditions.parameter(50)}`).toBe('where a = $1 and (c, d) < ($2, $3) limit $4');
    expect(conditions.values).toEqual([1, 2, 3, 50]);
  });

  it('is nothing without conditions', () => {
    expect(new Conditions().where).toBe('');
  });
});

describe('containing', () => {
  it.each([
    ['abc', '%abc%'],
    ['100%_\\', '%100\\%\\_\\\\%'],
  ])('%j becomes %j', (text, pattern) => {
    expect(containing(text)).toBe(pattern);
  });
});
