import type { components } from '../api/schema.js';
import type { Tone } from '../state/tone.js';
import type { Rule } from './rule.js';

type AlertView = components['schemas']['AlertView'];

/** How many alerts of a rule are open. */
export interface OpenCounts {
  readonly firing: number;
  readonly pending: number;
}

export const RULE_STATES = ['firing', 'pending', 'fault', 'ok', 'waiting', 'off'] as const;
/** What a rule does now, the most urgent first. */
export type RuleState = (typeof RULE_STATES)[number];

export const STATE_WORDS: Readonly<Record<RuleState, string>> = {
  firing: 'Firing',
  pending: 'Pending',
  fault: 'Cannot be evaluated',
  ok: 'OK',
  waiting: 'Not evaluated yet',
  off: 'Off',
};

/** Open alerts of each rule, by its id. */
export function countByRule(alerts: readonly Pick<AlertView, 'rule_id' | 'status'>[]): ReadonlyMap<string, OpenCounts> {
  const counts = new Map<string, { firing: number; pending: number }>();
  for (const { rule_id, status } of alerts) {
    if (rule_id === null || status === 'resolved') continue;
    const count = counts.get(rule_id) ?? { firing: 0, pending: 0 };
    count[status] += 1;
    counts.set(rule_id, count);
  }
  return counts;
}

/** What a rule does now. A fault counts more than "ok" but less than an alert, which somebody was told of. */
export function stateOf(
  rule: Pick<Rule, 'enabled' | 'last_error' | 'last_evaluated_at'>,
  counts: OpenCounts | undefined,
): RuleState {
  if (!rule.enabled) return 'off';
  if (counts !== undefined && counts.firing > 0) return 'firing';
  if (rule.last_error !== null) return 'fault';
  if (counts !== undefined && counts.pending > 0) return 'pending';
  return rule.last_evaluated_at === null ? 'waiting' : 'ok';
}

/** The state in words, with how many alerts there are. */
export function spellState(state: RuleState, counts: OpenCounts | undefined): string {
  if (state === 'firing') return `Firing ${counts?.firing ?? 0}`;
  if (state === 'pending') return `Pending ${counts?.pending ?? 0}`;
  return STATE_WORDS[state];
}

/** The colour of a state; a firing rule has that of its severity. */
export function toneOfState(state: RuleState, severity: Rule['severity']): Tone {
  if (state === 'firing') return severity;
  return ({ pending: 'pending', fault: 'warning', ok: 'good', waiting: 'unknown', off: 'unknown' } as const)[state];
}
