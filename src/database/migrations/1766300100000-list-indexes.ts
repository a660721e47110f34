import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Indexes of lists: of the history of alerts, of security events by user agent, and for the counts of groups of errors by state. */
export class ListIndexes1766300100000 implements MigrationInterface {
  name = 'ListIndexes1766300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index alert_instances_name on alert_instances (name, started_at desc)');
    await runner.query('create index alert_instances_rule on alert_instances (rule_id, started_at desc)');
    await runner.query(
      `create index alert_instances_service on alert_instances ((tags ->> 'service'), started_at desc)`,
    );
    // By its hash: a user agent may be longer than what an index takes.
    await runner.query(
      `create index security_event_records_user_agent on security_event_records (md5(user_agent), occurred_at)
       where user_agent is not null`,
    );
    await runner.query(
      `create index error_groups_counted on error_groups (service, status, first_seen_at, escalating_since, regressed_at)
       where merged_into is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index error_groups_counted');
    await runner.query('drop index security_event_records_user_agent');
    await runner.query('drop index alert_instances_service');
    await runner.query('drop index alert_instances_rule');
    await runner.query('drop index alert_instances_name');
  }
}
