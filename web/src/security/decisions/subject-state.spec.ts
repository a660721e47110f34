import { type Decision, stateOf } from './subject-state.js';

function decision(changes: Partial<Decision>): Decision {
  return {
    decision_id: 'd1',
    scope: 'ip_address',
    value: '203.0.113.7',
    action: 'block',
    reason: 'Tries passwords.',
    source: 'manual',
    detection: null,
    created_at: '2026-11-23T22:00:00Z',
    created_by: 'admin',
    expires_at: null,
    lifted_at: null,
    lifted_by: null,
    ...changes,
  };
}

const address = { scope: 'ip_address', value: '203.0.113.7' } as const;

describe('what holds of somebody', () => {
  it('is nothing unless somebody decided', () => {
    expect(stateOf(address, { items: [decision({ value: '203.0.113.8' })], allowed: [] })).toEqual({
      decision: undefined,
      isAllowed: false,
    });
  });

  it('is the decision about the address or its network, the one that blocks before one that only logs', () => {
    const logs = decision({ decision_id: 'logs', action: 'log' });
    const blocks = decision({ decision_id: 'blocks', scope: 'network', value: '203.0.113.0/24' });
    expect(stateOf(address, { items: [logs], allowed: [] }).decision).toBe(logs);
    expect(stateOf(address, { items: [logs, blocks], allowed: [] }).decision).toBe(blocks);
  });

  it('is that no decision counts for who is on the allow list', () => {
    const allowed = [{ scope: 'network', value: '203.0.0.0/16' }] as const;
    expect(stateOf(address, { items: [decision({})], allowed: [...allowed] })).toEqual({ isAllowed: true });
  });

  it('is never that of a user for an address of the same spelling', () => {
    const user = decision({ scope: 'user_id' });
    expect(stateOf(address, { items: [user], allowed: [] }).decision).toBeUndefined();
  });
});
