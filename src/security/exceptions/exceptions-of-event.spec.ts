import { exceptionsOfEvent } from './exceptions-of-event.js';

const RULE = { id: 'sql-union', field: 'query.q' };
const placesOf = (additional_data: Record<string, unknown> | null, endpoint: string | null = '/search') =>
  exceptionsOfEvent({ service: 'students', endpoint, additional_data });
const PLACE = { service: 'students', route: '/search', rule_id: 'sql-union', field: 'query.q' };

describe('exceptionsOfEvent', () => {
  it.each([
    ['each rule and field once', { rules: [RULE, { ...RULE }, { ...RULE, field: 'query.r' }], route: '/search' }, 2],
    ['nothing without data', null, 0],
    ['nothing without rules', { route: '/search' }, 0],
    ['nothing of rules that are no list', { rules: { 0: RULE, length: 1 } }, 0],
    ['nothing of rules without a field', { rules: [{ id: 'sql-union' }] }, 0],
    ['nothing of what is no rule', { rules: [null, 1, 'x', [], { id: 1, field: {} }] }, 0],
    [
      'nothing of empty, long or broken names',
      { rules: ['', 'x'.repeat(257), 'a\nb'].map((field) => ({ ...RULE, field })) },
      0,
    ],
    [
      'the first fifty of many',
      { rules: Array.from({ length: 5000 }, (_, i) => ({ ...RULE, field: `query.${i}` })) },
      50,
    ],
  ])('makes %s', (_, data, count) => {
    expect(placesOf(data)).toHaveLength(count);
  });

  it('takes the route from the data, or else the endpoint, and makes nothing without', () => {
    expect(placesOf({ rules: [RULE] })).toEqual([PLACE]);
    expect(placesOf({ rules: [RULE], route: '/find/:id' })).toEqual([{ ...PLACE, route: '/find/:id' }]);
    expect(placesOf({ rules: [RULE], route: 7 })).toEqual([PLACE]);
    expect(placesOf({ rules: [RULE] }, null)).toEqual([]);
  });
});
