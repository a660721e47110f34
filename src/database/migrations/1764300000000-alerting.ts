import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alert rules, alerts with their history, and the outbox of notifications. */
export class Alerting1764300000000 implements MigrationInterface {
  name = 'Alerting1764300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alert_rules (
        rule_id uuid primary key,
        name text not null,
        description text not null default '',
        metric_name text not null,
        aggregation text not null,
        window_seconds integer not null,
        matchers jsonb not null default '[]',
        group_by text[] not null default '{}',
        divide_by jsonb,
        condition text not null,
        threshold double precision not null,
        duration integer not null,
        severity text not null,
        notification_channels text[] not null default '{}',
        cooldown_seconds integer not null,
        missing_data text not null,
        runbook_url text,
        labels jsonb not null default '{}',
        enabled boolean not null default true,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        last_evaluated_at timestamptz,
        last_error text
      )`);
    await runner.query('create unique index alert_rules_name on alert_rules (name)');
    await createAlerts(runner);
    await createNotifications(runner);
    await createView(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view alerts');
    await runner.query('drop table notification_attempts, notifications, alert_events, alert_instances, alert_rules');
  }
}

async function createAlerts(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table alert_instances (
      alert_id uuid primary key,
      rule_id uuid,
      fingerprint text not null,
      name text not null,
      description text not null,
      severity text not null,
      status text not null,
      source text not null,
      metric_name text,
      condition text,
      threshold double precision,
      value double precision,
      tags jsonb not null,
      labels jsonb not null,
      runbook_url text,
      notification_channels text[] not null,
      started_at timestamptz not null,
      fired_at timestamptz,
      resolved_at timestamptz,
      resolved_by text,
      resolution_reason text,
      comment text,
      held_ms integer not null,
      evaluated_at timestamptz not null,
      missing_since timestamptz,
      notified_at timestamptz
    )`);
  // One open alert per rule and group, whatever happens to the lock of the evaluation.
  await runner.query(
    "create unique index alert_instances_open_fingerprint on alert_instances (fingerprint) where status <> 'resolved'",
  );
  await runner.query("create index alert_instances_open_rule on alert_instances (rule_id) where status <> 'resolved'");
  await runner.query(
    'create index alert_instances_notified on alert_instances (rule_id, notified_at) where notified_at is not null',
  );
  await runner.query(
    'create index alert_instances_resolved_at on alert_instances (resolved_at) where resolved_at is not null',
  );
  await runner.query('create index alert_instances_started_at on alert_instances (started_at desc, alert_id desc)');
  await runner.query(`
    create table alert_events (
      event_id bigint generated always as identity primary key,
      alert_id uuid not null,
      at timestamptz not null,
      kind text not null,
      value double precision,
      actor text,
      comment text
    )`);
  await runner.query('create index alert_events_alert on alert_events (alert_id, event_id)');
}

async function createNotifications(runner: QueryRunner): Promise<void> {
  await runner.query(`
    create table notifications (
      notification_id uuid primary key,
      sequence bigserial,
      alert_id uuid not null,
      event text not null,
      channel text not null,
      status text not null,
      message jsonb not null,
      attempts integer not null default 0,
      next_attempt_at timestamptz,
      created_at timestamptz not null,
      finished_at timestamptz
    )`);
  await runner.query(
    "create index notifications_due on notifications (channel, next_attempt_at) where status = 'pending'",
  );
  await runner.query('create index notifications_alert on notifications (alert_id, channel, sequence)');
  await runner.query(`
    create table notification_attempts (
      notification_id uuid not null,
      attempt integer not null,
      started_at timestamptz not null,
      duration_ms integer,
      outcome text not null,
      status_code integer,
      response text,
      error text,
      primary key (notification_id, attempt)
    )`);
}

const VIEW_COLUMNS = {
  alert_id: 'Identifies the alert, as in GET /alerts/{alert_id}.',
  rule_id: 'The rule that raised it; null when a person did.',
  name: "The rule's name when the alert began.",
  description: 'What it means, in a sentence.',
  severity: 'info, warning, error or critical.',
  status: 'pending (the condition holds, not yet for long enough), firing or resolved.',
  source: 'rule, or what the person who raised it gave.',
  metric_name: 'The metric that is watched; null when a person raised the alert without one.',
  condition: 'How value compares with threshold while it fires: gt, gte, lt, lte, eq, neq.',
  threshold: 'The limit when the alert was last evaluated.',
  value: 'The last measured value.',
  tags: 'The group that is affected: tag names and values.',
  labels: "The rule's labels.",
  started_at: 'When the condition was first seen to hold.',
  fired_at: 'When it had held for the duration of the rule; null while pending.',
  resolved_at: 'When it was over; null while it is open.',
  resolved_by: 'Who resolved it; null when the evaluation did.',
  resolution_reason: 'recovered, no_data, manual, rule_changed, rule_disabled or rule_deleted.',
  comment: 'What the person who resolved it said.',
  missing_since: 'Since when its series have not reported; null while they do.',
  notified_at: 'When the firing notification was written; null when nobody was told.',
};

/** The view that people query with SQL: its columns stay, whatever becomes of the table. */
async function createView(runner: QueryRunner): Promise<void> {
  await runner.query(`create view alerts as select ${Object.keys(VIEW_COLUMNS).join(', ')} from alert_instances`);
  await runner.query("comment on view alerts is 'Alerts, open and resolved, one row for each occurrence. Read only.'");
  for (const [column, meaning] of Object.entries(VIEW_COLUMNS)) {
    await runner.query(`comment on column alerts.${column} is '${meaning.replaceAll("'", "''")}'`);
  }
}
