import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which file keeps an alert rule. */
export class ManagedAlertRules1766000000055 implements MigrationInterface {
  name = 'ManagedAlertRules1766000000055';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert_rules add managed_by text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert_rules drop managed_by');
  }
}
