import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Series whose kind was guessed from their name, and exemplars. */
export class MetricDoors1764500000000 implements MigrationInterface {
  name = 'MetricDoors1764500000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table metric_series add column kind_guessed boolean not null default false');
    // second_at is `at` without its fraction: the key lets one exemplar in a second.
    await runner.query(`
      create table metric_exemplars (
        series_id integer not null,
        second_at timestamptz not null,
        at timestamptz not null,
        value double precision not null,
        trace_id text,
        span_id text,
        attributes jsonb not null default '{}',
        primary key (series_id, second_at)
      ) partition by range (second_at)`);
    await runner.query('create table metric_exemplars_default partition of metric_exemplars default');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table metric_exemplars');
    await runner.query('alter table metric_series drop column kind_guessed');
  }
}
