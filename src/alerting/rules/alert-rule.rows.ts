import type { Transaction } from '../../database/database.js';
import { selectList } from '../naming.js';
import { upsert } from '../upsert.js';
import type { AlertRule } from './alert-rule.entity.js';

/** What people decide about a rule, in the order in which they read it. */
export const RULE_TERMS = [
  'name',
  'description',
  'metricName',
  'aggregation',
  'windowSeconds',
  'matchers',
  'groupBy',
  'divideBy',
  'method',
  'condition',
  'threshold',
  'resolveThreshold',
  'duration',
  'keepFiringFor',
  'severity',
  'notificationChannels',
  'escalationPolicy',
  'cooldownSeconds',
  'missingData',
  'runbookUrl',
  'labels',
  'annotations',
  'enabled',
] as const satisfies readonly (keyof AlertRule)[];

const PROPERTIES = [
  'ruleId',
  ...RULE_TERMS,
  'managedBy',
  'createdAt',
  'updatedAt',
  'lastEvaluatedAt',
  'lastError',
] as const satisfies readonly (keyof AlertRule)[];

/** The select list of a rule. */
export const RULE_COLUMNS = selectList<AlertRule>(PROPERTIES);

/** One rule, locked until the transaction ends; undefined when there is none of this id. */
export async function lockRule(tx: Transaction, ruleId: string): Promise<AlertRule | undefined> {
  const [rule] = await tx.query<AlertRule>(`select ${RULE_COLUMNS} from alert_rules where rule_id = $1 for update`, [
    ruleId,
  ]);
  return rule;
}

/** Inserts a new rule or overwrites the one of its id. Fails, by a unique index, if another rule has its name. */
export function saveRule(tx: Transaction, rule: AlertRule): Promise<void> {
  return upsert(tx, 'alert_rules', PROPERTIES, [rule]);
}
