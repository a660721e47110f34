import { isFiltered, queryOf, readEventSearch, readOffenderSearch } from './event-search.js';

describe('the address of security events', () => {
  it('holds the filters, and what is open', () => {
    const search = readEventSearch({
      event_type: ['brute_force', 'scanner'],
      min_severity: 'error',
      ip_address: '203.0.113.7',
      split: 'type',
      event: 'e1',
    });
    expect(search).toMatchObject({ split: 'type', event: 'e1' });
    expect(queryOf(search)).toEqual({
      event_type: 'brute_force,scanner',
      min_severity: 'error',
      ip_address: '203.0.113.7',
    });
  });

  it('is as if empty where it makes no sense', () => {
    const search = readEventSearch({ min_severity: 'bad', false_positive: 'maybe', split: 'x' });
    expect(Object.values(search).every((value) => value === undefined)).toBe(true);
    expect(isFiltered(search)).toBe(false);
    expect(readOffenderSearch({ by: 'shoe_size' }).by).toBeUndefined();
  });

  it('knows what narrows down from what only shows', () => {
    expect(isFiltered(readEventSearch({ split: 'type', event: 'e1' }))).toBe(false);
    expect(isFiltered(readEventSearch({ user_id: 'u1' }))).toBe(true);
  });
});
