import { type Decision, OpenDecisions } from './open-decisions.js';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const decision = (scope: Decision['scope'], value: string, changes: Partial<Decision> = {}): Decision => ({
  decision_id: `${scope} ${value}`,
  scope,
  value,
  action: 'block',
  reason: 'guesses passwords',
  expires_at: null,
  ...changes,
});

describe('decisions', () => {
  const list = new OpenDecisions(
    [
      decision('ip_address', '198.51.100.7'),
      decision('ip_address', '2001:db8::7'),
      decision('network', '203.0.113.0/24', { action: 'log' }),
      decision('ip_address', '203.0.113.9'),
      decision('user_id', 'u7'),
      decision('user_id', 'soon', { expires_at: '2026-11-28T12:00:01Z' }),
      decision('user_id', 'past', { expires_at: '2026-11-28T12:00:00Z' }),
      decision('ip_address', 'not an address'),
    ],
    [
      { scope: 'network', value: '203.0.113.128/25' },
      { scope: 'user_id', value: 'probe' },
    ],
  );
  it.each([
    [{ ipAddress: '198.51.100.7' }, 'block'],
    [{ ipAddress: '::ffff:198.51.100.7' }, 'block'],
    [{ ipAddress: '2001:db8::7' }, 'block'],
    [{ ipAddress: '198.51.100.8' }, undefined],
    [{ ipAddress: '203.0.113.1' }, 'log'],
    [{ ipAddress: '203.0.113.9' }, 'block'],
    [{ ipAddress: '203.0.113.200' }, undefined],
    [{ userId: 'u7' }, 'block'],
    [{ userId: 'u7', ipAddress: '203.0.113.200' }, undefined],
    [{ userId: 'probe', ipAddress: '198.51.100.7' }, undefined],
    [{ userId: 'soon' }, 'block'],
    [{ userId: 'past' }, undefined],
    [{ ipAddress: 'garbage' }, undefined],
    [{}, undefined],
  ])('of %p: %p', (caller, expected) => {
    expect(list.find(caller, NOW)?.action).toBe(expected);
  });
});
