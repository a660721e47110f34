import { auditQueryOf, readAuditSearch } from './audit-search.js';

describe('the address of the audit trail', () => {
  it('holds the filters, and which entry is open', () => {
    const search = readAuditSearch({
      actor: 'admin',
      request_id: 'r1',
      entry: 'e1',
      x: '1',
    });
    expect(search).toMatchObject({ actor: 'admin', request_id: 'r1', entry: 'e1' });
    expect(search).not.toHaveProperty('x');
    expect(auditQueryOf({ ...search })).toEqual({ actor: 'admin', request_id: 'r1' });
  });
});
