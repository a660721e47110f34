import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How a rule makes its value, other than by aggregating one window. */
export class RuleMethods1766000000040 implements MigrationInterface {
  name = 'RuleMethods1766000000040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert_rules add method jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    // Without it they would be about something else.
    await runner.query('update alert_rules set enabled = false where method is not null');
    await runner.query('alter table alert_rules drop method');
  }
}
