import { randomUUID } from 'node:crypto';
import type { ServiceTarget } from '../metrics/targets.js';

/** So many rules are about the same metric, told apart by a matcher. */
const RULES_PER_METRIC = 10;
const SERIES_PER_RULE = 10;
/** One series in so many is beyond the threshold. */
const BEYOND_ONE_IN = 100;
const THRESHOLD = 80;

/** What a rule watches. */
export interface BenchRule {
  readonly metric: string;
  readonly rack: string;
}

export function rulesOf(count: number): BenchRule[] {
  return Array.from({ length: count }, (_, i) => ({
    metric: `load_${Math.floor(i / RULES_PER_METRIC)}`,
    rack: `r${i % RULES_PER_METRIC}`,
  }));
}

/** The series of all rules. */
export function seriesOf(
  rules: readonly BenchRule[],
): { metric: string; tags: Record<string, string>; beyond: boolean }[] {
  return rules.flatMap(({ metric, rack }, rule) =>
    Array.from({ length: SERIES_PER_RULE }, (_, host) => ({
      metric,
      tags: { host: `${rack}-${host}`, rack, region: 'eu', service: 'billing' },
      beyond: (rule * SERIES_PER_RULE + host) % BEYOND_ONE_IN === 0,
    })),
  );
}

/** Stores them in place of the default rules. */
export async function saveRules({ database }: ServiceTarget, rules: readonly BenchRule[]): Promise<void> {
  await database.query('delete from alert_rules');
  await database.query(
    `insert into alert_rules (rule_id, name, metric_name, aggregation, window_seconds, matchers, group_by, condition, threshold, duration,
       severity, cooldown_seconds, missing_data, created_at, updated_at)
     select id, metric || ' ' || rack, metric, 'avg', 60, jsonb_build_array(jsonb_build_object('tag', 'rack', 'operator', '=', 'value', rack)),
       '{host}', 'gt', ${THRESHOLD}, 10, 'warning', 300, 'keep', date_trunc('milliseconds', now()), date_trunc('milliseconds', now())
     from unnest($1::uuid[], $2::text[], $3::text[]) as rules (id, metric, rack)`,
    [rules.map(() => randomUUID()), rules.map(({ metric }) => metric), rules.map(({ rack }) => rack)],
  );
}

/** The same rules as Prometheus reads them. */
export function prometheusRules(rules: readonly BenchRule[]): string {
  const alerts = rules.map(
    ({ metric, rack }) =>
      `  - alert: ${metric}_${rack}\n    expr: avg by (host) (avg_over_time(${metric}{rack="${rack}"}[1m])) > ${THRESHOLD}\n    for: 10s`,
  );
  return `groups:\n- name: bench\n  interval: 5s\n  rules:\n${alerts.join('\n')}\n`;
}
