import { countOf, exceptedRoute, factsOf, rulesOf } from './evidence.js';

const RULE = { id: 'sql-union', field: 'query.q', weight: 5, fragment: 'union select' };

describe('the evidence of a security event', () => {
  it('names the rules that matched, and leaves out what is none', () => {
    expect(
      rulesOf({ rules: [RULE, { id: 1, field: 'x' }, null, 'text', { id: 'a', field: 'b', weight: 'much' }] }),
    ).toEqual([RULE, { id: 'a', field: 'b', weight: undefined, fragment: undefined }]);
    expect(rulesOf({ rules: 'all of them' })).toEqual([]);
    expect(rulesOf(null)).toEqual([]);
  });

  it.each([
    [{ count: 12 }, 12],
    [{ count: 0 }, 1],
    [{ count: '12' }, 1],
    [null, 1],
  ])('%j happened %i times', (data, count) => {
    expect(countOf(data)).toBe(count);
  });

  it.each([
    [{ additional_data: { rules: [RULE], route: '/search' }, endpoint: 'GET /search' }, '/search'],
    [{ additional_data: { rules: [RULE] }, endpoint: 'GET /search' }, 'GET /search'],
    [{ additional_data: { rules: [RULE] }, endpoint: null }, undefined],
    [{ additional_data: { route: '/search' }, endpoint: null }, undefined],
  ])('%j would have exceptions for %s', (event, route) => {
    expect(exceptedRoute(event)).toBe(route);
  });

  it('tells everything else as text', () => {
    expect(
      factsOf({ rules: [RULE], status: 500, none: null, ids: ['a', 'b'], group: { user_id: 'u1', more: { x: 1 } } }),
    ).toEqual([
      ['status', '500'],
      ['ids', 'a, b'],
      ['group', 'user_id: u1, more: {"x":1}'],
    ]);
  });
});
