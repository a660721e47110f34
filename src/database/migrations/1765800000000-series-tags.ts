import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Series are found by what their tags are. What is not yet in its place in the index is kept short: it is looked through by every question,
 * and its pages are never given back.
 */
export class SeriesTags1765800000000 implements MigrationInterface {
  name = 'SeriesTags1765800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'create index metric_series_tags on metric_series using gin (tags jsonb_path_ops) with (gin_pending_list_limit = 64)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index metric_series_tags');
  }
}
