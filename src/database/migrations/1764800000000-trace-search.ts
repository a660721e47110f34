import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Kept spans are found by their attributes, traces by how long they took. `recent_spans` has no such index: every span is written there,
 * and few of them are ever searched for.
 */
export class TraceSearch1764800000000 implements MigrationInterface {
  name = 'TraceSearch1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index spans_tags on spans using gin (tags jsonb_path_ops)');
    await runner.query('create index traces_duration on traces ((ended_at - started_at), trace_id collate "C")');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index traces_duration, spans_tags');
  }
}
