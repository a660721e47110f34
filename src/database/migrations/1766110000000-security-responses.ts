import type { MigrationInterface, QueryRunner } from 'typeorm';

const EVENT_COLUMNS = `event_id, occurred_at, event_type, severity, description, ip_address, user_id, service, request_id, trace_id,
             endpoint, user_agent, additional_data`;

/** What people do with security events: decisions, the allow list, exceptions; and the indexes that counting and finding events needs. */
export class SecurityResponses1766110000000 implements MigrationInterface {
  name = 'SecurityResponses1766110000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table security_decisions (
        decision_id uuid primary key,
        scope text not null,
        value text not null,
        action text not null,
        reason text not null,
        source text not null,
        detection text,
        created_at timestamptz not null,
        created_by text,
        expires_at timestamptz,
        lifted_at timestamptz,
        lifted_by text
      )`);
    await runner.query('create index security_decisions_value on security_decisions (scope, value)');
    await runner.query('create index security_decisions_created_at on security_decisions (created_at)');
    await runner.query(
      'create index security_decisions_open on security_decisions (expires_at) where lifted_at is null',
    );
    await runner.query(`
      create table security_allowed (
        allowed_id uuid primary key,
        scope text not null,
        value text not null,
        comment text not null,
        created_at timestamptz not null,
        created_by text not null
      )`);
    await runner.query('create unique index security_allowed_value on security_allowed (scope, value)');
    await runner.query(`
      create table security_exceptions (
        exception_id uuid primary key,
        service text not null,
        route text not null,
        rule_id text not null,
        field text not null,
        event_id text not null,
        created_at timestamptz not null,
        created_by text not null
      )`);
    await runner.query(
      'create unique index security_exceptions_place on security_exceptions (service, route, rule_id, field)',
    );
    await this.events(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view security_events');
    await runner.query(`create view security_events as select ${EVENT_COLUMNS} from security_event_records`);
    for (const index of ['counted', 'request_id', 'trace_id', 'false_positive']) {
      await runner.query(`drop index security_event_records_${index}`);
    }
    await runner.query('create index security_event_records_occurred_at on security_event_records (occurred_at)');
    await runner.query(
      'alter table security_event_records drop column false_positive_at, drop column false_positive_by',
    );
    await runner.query('drop table security_exceptions, security_allowed, security_decisions');
  }

  private async events(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table security_event_records add column false_positive_at timestamptz, add column false_positive_by text',
    );
    // Statistics are counted from the index alone; it takes the place of one that has only the time.
    await runner.query(
      'create index security_event_records_counted on security_event_records (occurred_at, severity, event_type, service)',
    );
    await runner.query('drop index security_event_records_occurred_at');
    for (const column of ['request_id', 'trace_id']) {
      await runner.query(
        `create index security_event_records_${column} on security_event_records (${column}) where ${column} is not null`,
      );
    }
    await runner.query(
      `create index security_event_records_false_positive on security_event_records (occurred_at)
       where false_positive_at is not null`,
    );
    await runner.query(`
      create or replace view security_events as
      select ${EVENT_COLUMNS}, false_positive_at, false_positive_by
      from security_event_records`);
  }
}
