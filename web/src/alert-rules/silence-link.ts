import type { Rule } from './rule.js';

/** Leads to a new silence of all alerts of a rule. */
export function silenceOf({ rule_id }: Pick<Rule, 'rule_id'>) {
  // That page's route belongs to another part of the pages, which may be loaded later.
  return { to: '/alerts/silences' as '/alerts', search: { new: `rule_id="${rule_id}"` } as never };
}
