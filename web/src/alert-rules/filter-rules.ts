import { kindOf } from './kinds.js';
import type { RulesSearch } from './routes.js';
import type { Rule } from './rule.js';
import type { RuleState } from './rule-state.js';

/** A rule with what the list tells of it. */
export interface RuleRow {
  readonly rule: Rule;
  readonly state: RuleState;
  /** "p95 of … > 800 ms". */
  readonly words: string;
}

/** The rules that meet every filter. Text is looked for in all that names a rule, whatever its case. */
export function filterRules(rows: readonly RuleRow[], search: RulesSearch): RuleRow[] {
  const terms = (search.q ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((term) => term !== '');
  return rows.filter(({ rule, state, words }) => {
    if (search.state !== undefined && state !== search.state) return false;
    if (search.kind !== undefined && kindOf(rule) !== search.kind) return false;
    if (search.severity !== undefined && rule.severity !== search.severity) return false;
    if (search.channel !== undefined && !rule.notification_channels.includes(search.channel)) return false;
    const text = [rule.name, rule.description, words, ...rule.notification_channels, rule.escalation_policy ?? '']
      .join('\n')
      .toLowerCase();
    return terms.every((term) => text.includes(term));
  });
}
