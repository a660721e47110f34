import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the attributes of a kept trace's spans are, as hashes: a search passes over traces that cannot fit without a look at their spans. */
export class TraceAttributes1765600100000 implements MigrationInterface {
  name = 'TraceAttributes1765600100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table traces add column attribute_hashes integer[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table traces drop column attribute_hashes');
  }
}
