import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Metric series, the inbox of what was just recorded, the chunks it is moved to, and the view people may rely on. */
export class Metrics1764100000000 implements MigrationInterface {
  name = 'Metrics1764100000000';

  async up(runner: QueryRunner): Promise<void> {
    await this.createSeries(runner);
    await this.createInbox(runner);
    await this.createChunks(runner);
    await runner.query(`
      create view performance_metrics as
      select s.name as metric_name, s.kind as metric_type,
             case when c.observation_count > 0 then c.sum_value / c.observation_count end as value,
             s.unit, s.tags, s.source, c.start_at as timestamp, c.end_at,
             c.sample_count, c.observation_count,
             c.first_value, c.last_value, c.min_value, c.max_value, c.sum_value
      from metric_chunks c join metric_series s on s.id = c.series_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view performance_metrics');
    await runner.query('drop table metric_chunks, metric_totals, metric_inbox, metric_batches, metric_series');
    await runner.query('drop sequence metric_chunk_ids');
  }

  private async createSeries(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metric_series (
        id integer generated always as identity primary key,
        fingerprint bytea not null unique,
        name text not null,
        kind text not null,
        temporality text not null,
        unit text,
        source text,
        service text not null,
        tags jsonb not null,
        overflow boolean not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null
      ) with (fillfactor = 80)`);
    await runner.query('create index metric_series_name on metric_series (name)');
    await runner.query('create index metric_series_service on metric_series (service, name)');
    // Running totals of events already moved to chunks: the exposition must not count from the start again.
    await runner.query(`
      create table metric_totals (
        series_id integer primary key,
        observations double precision not null,
        total double precision not null
      ) with (fillfactor = 60)`);
  }

  private async createInbox(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table metric_inbox (
        id bigint generated always as identity primary key,
        recorded_at timestamptz not null default now(),
        sample_count integer not null,
        first_at timestamptz not null,
        last_at timestamptz not null,
        series_ids bytea not null,
        times bytea not null,
        sample_values bytea not null,
        counts bytea
      ) with (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05)`);
    // Compressing what is read once and then rewritten costs more than it saves.
    for (const column of ['series_ids', 'times', 'sample_values', 'counts']) {
      await runner.query(`alter table metric_inbox alter column ${column} set storage external`);
    }
    await runner.query(`
      create table metric_batches (
        batch_id text primary key,
        recorded_at timestamptz not null default now()
      )`);
    await runner.query('create index metric_batches_recorded_at on metric_batches (recorded_at)');
  }

  private async createChunks(runner: QueryRunner): Promise<void> {
    await runner.query('create sequence metric_chunk_ids');
    await runner.query(`
      create table metric_chunks (
        series_id integer not null,
        start_at timestamptz not null,
        end_at timestamptz not null,
        chunk_id bigint not null default nextval('metric_chunk_ids'),
        merged boolean not null,
        sample_count integer not null,
        observation_count double precision not null,
        first_value double precision not null,
        last_value double precision not null,
        min_value double precision not null,
        max_value double precision not null,
        sum_value double precision not null,
        columns bytea not null,
        primary key (series_id, start_at, chunk_id)
      ) partition by range (start_at)`);
    await runner.query('alter table metric_chunks alter column columns set storage external');
    await runner.query('create table metric_chunks_default partition of metric_chunks default');
    await runner.query('create index metric_chunks_unmerged on metric_chunks (series_id, start_at) where not merged');
  }
}
