import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules on groups of errors, which need no metric: what became of the groups is looked up by time. */
export class ErrorGroupRules1766000000041 implements MigrationInterface {
  name = 'ErrorGroupRules1766000000041';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert_rules alter metric_name drop not null');
    await runner.query('create index error_group_facts_at on error_group_facts (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index error_group_facts_at');
    await runner.query(`update alert_rules set metric_name = '', enabled = false where metric_name is null`);
    await runner.query('alter table alert_rules alter metric_name set not null');
  }
}
