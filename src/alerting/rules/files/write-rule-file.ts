import { isDeepStrictEqual } from 'node:util';
import { stringify } from 'yaml';
import { fromWire, toWire } from '../../naming.js';
import type { AlertRule } from '../alert-rule.entity.js';
import { RULE_TERMS } from '../alert-rule.rows.js';
import { RULE_DEFAULTS, type RuleTermsInput } from '../rule-changes.js';

/** Rules as a YAML file that the import takes back: in the order given, only what differs from the defaults. */
export function writeRuleFile(rules: readonly AlertRule[]): string {
  const defaults: Partial<Record<keyof RuleTermsInput, unknown>> = fromWire(toWire(RULE_DEFAULTS));
  const terms = rules.map((rule) =>
    toWire(
      Object.fromEntries(
        RULE_TERMS.filter((term) => !isDeepStrictEqual(rule[term], defaults[term])).map((term) => [term, rule[term]]),
      ),
    ),
  );
  return stringify({ rules: terms }, { lineWidth: 120, aliasDuplicateObjects: false });
}
