import { groupQuery, isNarrowed, readGroupSearch } from './group-search.js';

describe('the address of the list of error groups', () => {
  it('is read for what it may say, and nothing else', () => {
    const search = { tab: 'regressed', sort: 'users', severity: 'fatal', q: ['gone', 'x'], service: '', range: '1h' };
    expect(readGroupSearch(search)).toEqual({ tab: 'regressed', sort: 'users', q: 'gone' });
    expect(readGroupSearch({ tab: '<script>' })).toEqual({});
  });

  it('asks for unresolved groups, the most recent first, unless it says otherwise', () => {
    expect(groupQuery({})).toEqual({ status: 'unresolved', sort: 'last_seen' });
    expect(groupQuery({ tab: 'new', q: 'x'.repeat(300) })).toEqual({
      mark: 'new',
      search: 'x'.repeat(256),
      sort: 'last_seen',
    });
    expect(groupQuery({ tab: 'all', release: '2.4.1' })).toEqual({ release: '2.4.1', sort: 'last_seen' });
  });

  it('is narrowed by filters, not by a tab or an order', () => {
    expect(isNarrowed({ tab: 'ignored', sort: 'events' })).toBe(false);
    expect(isNarrowed({ tab: 'ignored', service: 'students' })).toBe(true);
  });
});
