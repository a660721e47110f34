import { auditQueryOf, readAuditSearch } from './audit-search.js';

describe('the address of the audit trail', () => {
  it('holds the filters, and which entry is open', () => {
    const search = readAuditSearch({
      actor: 'admin',
      request_id: 'r1',
      entry: 'e1',
      at: '2026-11-23T22:15:00.000Z',
      x: '1',
    });
    expect(search).toMatchObject({ actor: 'admin', request_id: 'r1', entry: 'e1', at: '2026-11-23T22:15:00.000Z' });
    expect(search).not.toHaveProperty('x');
    expect(auditQueryOf({ ...search })).toEqual({ actor: 'admin', request_id: 'r1' });
  });

  it('takes no time that is none', () => {
    expect(readAuditSearch({ entry: 'e1', at: 'soon' }).at).toBeUndefined();
  });
});
