import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Maintenance windows that repeat. */
export class MaintenanceWindows1766000000021 implements MigrationInterface {
  name = 'MaintenanceWindows1766000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table maintenance_windows (
        maintenance_window_id uuid primary key,
        comment text not null,
        matchers jsonb not null,
        cron text not null,
        time_zone text not null,
        duration_minutes integer not null,
        enabled boolean not null default true,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table maintenance_windows');
  }
}
