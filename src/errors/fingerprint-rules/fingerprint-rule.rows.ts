import type { Transaction } from '../../database/database.js';
import { storableJson } from '../../database/storable-text.js';
import type { FingerprintRuleView } from './fingerprint-rule.dto.js';

/** A rule as the database has it. */
export type RuleRow = Omit<FingerprintRuleView, 'created_at' | 'updated_at'> &
  Record<'created_at' | 'updated_at', Date>;

/** All rules, or the one of an id, in the order in which they are asked. */
export function readRules(on: Transaction, ruleId?: string): Promise<RuleRow[]> {
  return on.query<RuleRow>(
    `select rule_id, name, position, matchers, fingerprint, enabled, created_at, updated_at from error_fingerprint_rules
     where $1::uuid is null or rule_id = $1 order by position, name`,
    [ruleId],
  );
}

/** Inserts a new rule or overwrites the one of its id. Fails, by a unique index, if another rule has its name. */
export async function saveRule(tx: Transaction, rule: RuleRow): Promise<RuleRow> {
  const [saved] = await tx.query<RuleRow>(
    `insert into error_fingerprint_rules (rule_id, name, position, matchers, fingerprint, enabled, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, now(), now())
     on conflict (rule_id) do update set name = excluded.name, position = excluded.position, matchers = excluded.matchers,
       fingerprint = excluded.fingerprint, enabled = excluded.enabled, updated_at = excluded.updated_at
     returning *`,
    [rule.rule_id, rule.name, rule.position, storableJson(rule.matchers), rule.fingerprint, rule.enabled],
  );
  return saved!;
}

/** A rule as the wire shows it. */
export function viewRule(rule: RuleRow): FingerprintRuleView {
  return { ...rule, created_at: rule.created_at.toISOString(), updated_at: rule.updated_at.toISOString() };
}
