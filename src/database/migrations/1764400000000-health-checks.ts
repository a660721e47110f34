import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Health checks by day, and the view people may rely on. */
export class HealthChecks1764400000000 implements MigrationInterface {
  name = 'HealthChecks1764400000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table health_checks (
        service text not null,
        checked_at timestamptz not null,
        status text not null,
        duration_ms double precision not null,
        message text,
        details jsonb not null default '{}',
        primary key (service, checked_at)
      ) partition by range (checked_at)`);
    await runner.query('create table health_checks_default partition of health_checks default');
    await runner.query('create index health_checks_checked_at on health_checks (checked_at)');
    await runner.query(`
      create view system_health as
      select service, checked_at, status, duration_ms, message, details from health_checks`);
    await runner.query(`comment on view system_health is 'One row for each health check of a service'`);
    const columns = {
      service: 'The service that was checked',
      checked_at: 'When the round of checks began',
      status: 'up or down',
      duration_ms: 'How long the check took',
      message: 'Why the service is down; null when it is up',
      details: 'The single checks, where the service tells them',
    };
    for (const [column, text] of Object.entries(columns)) {
      await runner.query(`comment on column system_health.${column} is '${text}'`);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view system_health');
    await runner.query('drop table health_checks');
  }
}
