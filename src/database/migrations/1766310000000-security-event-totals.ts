import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = `
        value_hash uuid not null,
        event_type text not null,
        severity text not null,
        service text not null,
        value text not null,
        event_count bigint not null,
        occurrence_count double precision not null,
        first_at timestamptz not null,
        last_at timestamptz not null,`;
const SUMMED = 'value_hash, event_type, severity, service, value, event_count, occurrence_count, first_at, last_at';

/** Security events added up by hour and day, so that what a month had is known without looking at each; those that are stored are counted. */
export class SecurityEventTotals1766310000000 implements MigrationInterface {
  name = 'SecurityEventTotals1766310000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table security_event_hours (
        key text not null,
        hour_at timestamptz not null,${COLUMNS}
        primary key (key, hour_at, value_hash, event_type, severity, service)
      ) partition by range (hour_at)`);
    await runner.query('create table security_event_hours_default partition of security_event_hours default');
    await runner.query(`
      create table security_event_days (
        key text not null,
        day_at timestamptz not null,${COLUMNS}
        primary key (key, value_hash, day_at, event_type, severity, service)
      ) partition by list (key)`);
    for (const key of ['ip_address', 'user_id', 'endpoint', 'user_agent']) {
      // Rows of today are added to all the time: with room on their pages that needs no new entry in the index.
      await runner.query(
        `create table security_event_days_${key} partition of security_event_days for values in ('${key}') with (fillfactor = 80)`,
      );
    }
    await runner.query('create index security_event_days_day_at on security_event_days (day_at)');
    await this.count(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table security_event_hours, security_event_days');
  }

  private async count(runner: QueryRunner): Promise<void> {
    // No event comes between the counting and the commit.
    await runner.query('lock table security_event_records in share row exclusive mode');
    const days: { day_at: Date }[] = await runner.query(
      `select distinct date_trunc('day', occurred_at, 'UTC') as day_at from security_event_records order by 1`,
    );
    // Day by day, so that what is added up fits into memory.
    for (const { day_at } of days) await this.countDay(runner, day_at);
    await runner.query('analyze security_event_hours');
    await runner.query('analyze security_event_days');
  }

  private async countDay(runner: QueryRunner, dayAt: Date): Promise<void> {
    await runner.query(
      `insert into security_event_hours (key, hour_at, ${SUMMED})
       select key, date_trunc('hour', occurred_at, 'UTC') as hour_at, encode(substr(sha256(convert_to(value, 'UTF8')), 1, 16), 'hex')::uuid,
         event_type, severity, service, value, count(*),
         sum(case jsonb_typeof(additional_data -> 'count') when 'number'
           then least(greatest((additional_data -> 'count')::numeric, 1), 1000000000)::float8 else 1 end),
         min(occurred_at), max(occurred_at)
       from security_event_records cross join lateral (values ('all', ''), ('ip_address', host(ip_address)), ('user_id', user_id),
         ('endpoint', endpoint), ('user_agent', user_agent)) as told (key, value)
       where occurred_at >= $1 and occurred_at < $1::timestamptz + interval '1 day' and value is not null and false_positive_at is null
       group by key, hour_at, event_type, severity, service, value`,
      [dayAt],
    );
    await runner.query(
      `insert into security_event_days (key, day_at, ${SUMMED})
       select key, $1::timestamptz, value_hash, event_type, severity, service, min(value), sum(event_count), sum(occurrence_count), min(first_at),
         max(last_at)
       from security_event_hours where hour_at >= $1 and hour_at < $1::timestamptz + interval '1 day' and key <> 'all'
       group by key, value_hash, event_type, severity, service`,
      [dayAt],
    );
  }
}
