import { countByRule, spellState, stateOf, toneOfState } from './rule-state.js';

const evaluated = { enabled: true, last_error: null, last_evaluated_at: '2026-11-28T04:00:00Z' };

describe('what a rule does now', () => {
  it('counts the open alerts of each rule', () => {
    const counts = countByRule([
      { rule_id: 'a', status: 'firing' },
      { rule_id: 'a', status: 'firing' },
      { rule_id: 'a', status: 'pending' },
      { rule_id: 'a', status: 'resolved' },
      { rule_id: null, status: 'firing' },
    ]);
    expect([...counts]).toEqual([['a', { firing: 2, pending: 1 }]]);
  });

  it.each([
    [evaluated, undefined, 'ok'],
    [evaluated, { firing: 1, pending: 3 }, 'firing'],
    [evaluated, { firing: 0, pending: 3 }, 'pending'],
    [{ ...evaluated, last_error: 'too many series' }, { firing: 0, pending: 1 }, 'fault'],
    [{ ...evaluated, last_error: 'too many series' }, { firing: 1, pending: 0 }, 'firing'],
    [{ ...evaluated, last_evaluated_at: null }, undefined, 'waiting'],
    [{ ...evaluated, enabled: false }, { firing: 1, pending: 0 }, 'off'],
  ] as const)('%j with %j is %s', (rule, counts, state) => expect(stateOf(rule, counts)).toBe(state));

  it('says how many fire, in the colour of the severity', () => {
    expect(spellState('firing', { firing: 2, pending: 0 })).toBe('Firing 2');
    expect(toneOfState('firing', 'critical')).toBe('critical');
    expect(toneOfState('ok', 'critical')).toBe('good');
  });
});
