import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts that do not come and go: a threshold of its own for the end, a time for which they keep firing, and flapping; annotations of rules. */
export class RuleConditions1766000000000 implements MigrationInterface {
  name = 'RuleConditions1766000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table alert_rules
        add resolve_threshold double precision,
        add keep_firing_for integer not null default 0,
        add annotations jsonb not null default '{}'`);
    await runner.query(`
      alter table alert_instances
        add clear_ms integer,
        add is_flapping boolean not null default false,
        add annotations jsonb not null default '{}'`);
    // What is under way is sent after the upgrade, as messages are then.
    await runner.query(
      "update notifications set message = jsonb_set(message, '{alert,annotations}', '{}') where status = 'pending'",
    );
    await runner.query('drop index alert_instances_notified');
    await runner.query(
      `create index alert_instances_told on alert_instances (rule_id, coalesce(notified_at, fired_at))
       where coalesce(notified_at, fired_at) is not null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index alert_instances_told');
    await runner.query(
      'create index alert_instances_notified on alert_instances (rule_id, notified_at) where notified_at is not null',
    );
    await runner.query('alter table alert_instances drop clear_ms, drop is_flapping, drop annotations');
    await runner.query('alter table alert_rules drop resolve_threshold, drop keep_firing_for, drop annotations');
  }
}
