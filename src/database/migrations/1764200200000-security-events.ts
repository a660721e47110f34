import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Security events by day; the name `security_events` is the view's. */
export class SecurityEvents1764200200000 implements MigrationInterface {
  name = 'SecurityEvents1764200200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table security_event_records (
        event_id text not null,
        occurred_at timestamptz not null,
        event_type text not null,
        severity text not null,
        description text,
        ip_address inet,
        user_id text,
        service text not null,
        request_id text,
        trace_id text,
        endpoint text,
        user_agent text,
        additional_data jsonb,
        primary key (event_id, occurred_at)
      ) partition by range (occurred_at)`);
    await runner.query('create table security_event_records_default partition of security_event_records default');
    await runner.query('create index security_event_records_occurred_at on security_event_records (occurred_at)');
    for (const column of ['event_type', 'severity', 'ip_address', 'user_id']) {
      await runner.query(
        `create index security_event_records_${column} on security_event_records (${column}, occurred_at)`,
      );
    }
    await runner.query(`
      create view security_events as
      select event_id, occurred_at, event_type, severity, description, ip_address, user_id, service, request_id, trace_id,
             endpoint, user_agent, additional_data
      from security_event_records`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view security_events');
    await runner.query('drop table security_event_records');
  }
}
