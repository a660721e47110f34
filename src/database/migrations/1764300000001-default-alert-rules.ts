import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The default alert rules. A migration runs once in the life of a database: a rule that somebody has edited or deleted
 * is never put back.
 */
export class DefaultAlertRules1764300000001 implements MigrationInterface {
  name = 'DefaultAlertRules1764300000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `insert into alert_rules (rule_id, name, description, metric_name, aggregation, window_seconds, matchers, group_by, divide_by,
         condition, threshold, duration, severity, notification_channels, cooldown_seconds, missing_data, created_at, updated_at)
       select gen_random_uuid(), name, description, metric_name, aggregation, window_seconds, matchers, group_by, divide_by,
         condition, threshold, duration, severity, '{email,slack,webhook}', 300, missing_data, now(), now()
       from jsonb_populate_recordset(null::alert_rules, $1::jsonb)`,
      [JSON.stringify(DEFAULT_RULES)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('delete from alert_rules where name = any ($1)', [DEFAULT_RULES.map((rule) => rule.name)]);
  }
}

const host = {
  aggregation: 'avg',
  window_seconds: 60,
  matchers: [],
  group_by: ['host'],
  condition: 'gt',
  missing_data: 'keep',
};

const DEFAULT_RULES = [
  {
    ...host,
    name: 'High CPU Usage',
    description: 'The processors of a machine have been busier than 80 % for 5 minutes.',
    metric_name: 'system_cpu_usage',
    threshold: 80,
    duration: 300,
    severity: 'warning',
  },
  {
    ...host,
    name: 'Critical CPU Usage',
    description: 'The processors of a machine have been busier than 95 % for a minute.',
    metric_name: 'system_cpu_usage',
    threshold: 95,
    duration: 60,
    severity: 'critical',
  },
  {
    ...host,
    name: 'High Memory Usage',
    description: 'A machine has been using more than 85 % of its memory for 5 minutes.',
    metric_name: 'system_memory_usage',
    threshold: 85,
    duration: 300,
    severity: 'warning',
  },
  {
    ...host,
    name: 'Critical Memory Usage',
    description: 'A machine has been using more than 95 % of its memory for a minute.',
    metric_name: 'system_memory_usage',
    threshold: 95,
    duration: 60,
    severity: 'critical',
  },
  {
    name: 'High Error Rate',
    description: 'More than 5 % of the requests to a service have failed (status 5xx) for 5 minutes.',
    metric_name: 'http_requests_total',
    aggregation: 'increase',
    window_seconds: 120,
    matchers: [{ tag: 'status', operator: '=~', value: '5..' }],
    group_by: ['service'],
    // One failure among three requests is no rate: below ten requests in two minutes nothing is judged.
    divide_by: { metric_name: 'http_requests_total', multiply: 100, minimum: 10 },
    condition: 'gt',
    threshold: 5,
    duration: 300,
    severity: 'error',
    missing_data: 'resolve',
  },
  {
    name: 'Database Connection Issues',
    description: 'More than 100 connections to a database have been open for 3 minutes.',
    metric_name: 'database_connections',
    aggregation: 'avg',
    window_seconds: 60,
    matchers: [],
    group_by: ['database'],
    condition: 'gt',
    threshold: 100,
    duration: 180,
    severity: 'error',
    missing_data: 'keep',
  },
  {
    name: 'Slow Response Time',
    description: 'One in twenty requests to a service has taken longer than 2000 ms for 5 minutes.',
    metric_name: 'http_request_duration_ms',
    aggregation: 'p95',
    window_seconds: 120,
    matchers: [],
    group_by: ['service'],
    condition: 'gt',
    threshold: 2000,
    duration: 300,
    severity: 'warning',
    missing_data: 'resolve',
  },
  {
    name: 'Service Down',
    description: 'The health check of a service has failed for a minute.',
    metric_name: 'service_up',
    aggregation: 'last',
    // Three health checks at the default interval: one that is late is not missing data.
    window_seconds: 180,
    matchers: [],
    group_by: ['service'],
    condition: 'eq',
    threshold: 0,
    duration: 60,
    severity: 'critical',
    missing_data: 'keep',
  },
];
