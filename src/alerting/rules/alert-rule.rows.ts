import type { Transaction } from '../../database/database.js';
import { columnList, selectList, toRecordset } from '../naming.js';
import type { AlertRule } from './alert-rule.entity.js';

const PROPERTIES = [
  'ruleId',
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
  'cooldownSeconds',
  'missingData',
  'runbookUrl',
  'labels',
  'annotations',
  'enabled',
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
export async function saveRule(tx: Transaction, rule: AlertRule): Promise<void> {
  const columns = columnList<AlertRule>(PROPERTIES);
  const changes = columns.split(', ').map((column) => `${column} = excluded.${column}`);
  await tx.query(
    `insert into alert_rules (${columns}) select ${columns} from jsonb_populate_recordset(null::alert_rules, $1::jsonb)
     on conflict (rule_id) do update set ${changes.join(', ')}`,
    [toRecordset([rule])],
  );
}
