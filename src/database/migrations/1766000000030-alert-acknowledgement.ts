import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has taken charge of an alert. */
export class AlertAcknowledgement1766000000030 implements MigrationInterface {
  name = 'AlertAcknowledgement1766000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'alter table alert_instances add column acknowledged_at timestamptz, add column acknowledged_by text',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert_instances drop column acknowledged_at, drop column acknowledged_by');
  }
}
