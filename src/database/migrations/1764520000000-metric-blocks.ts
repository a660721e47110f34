import type { MigrationInterface, QueryRunner } from 'typeorm';

const ARRAYS = [
  'series_ids int4[]',
  'start_ats timestamptz[]',
  'end_ats timestamptz[]',
  'sample_counts int4[]',
  'observation_counts float8[]',
  'first_values float8[]',
  'last_values float8[]',
  'min_values float8[]',
  'max_values float8[]',
  'sum_values float8[]',
];

/** Inbox rows in one encoded column; blocks, where few samples of many series wait to become chunks. */
export class MetricBlocks1764520000000 implements MigrationInterface {
  name = 'MetricBlocks1764520000000';

  async up(runner: QueryRunner): Promise<void> {
    await encodeInbox(runner);
    await runner.query('alter table metric_chunks drop column merged');
    await runner.query(`
      create table metric_blocks (
        shard integer not null,
        hour timestamptz not null,
        block_id bigint not null default nextval('metric_chunk_ids'),
        first_at timestamptz not null,
        last_at timestamptz not null,
        sample_count integer not null,
        samples bytea not null,
        ${ARRAYS.map((column) => `${column} not null`).join(', ')},
        primary key (shard, hour, block_id)
      ) with (autovacuum_vacuum_scale_factor = 0.05, toast.autovacuum_vacuum_scale_factor = 0.05)`);
    for (const column of ['samples bytea', ...ARRAYS]) {
      await runner.query(`alter table metric_blocks alter column ${column.split(' ')[0]} set storage external`);
    }
    await runner.query('drop view performance_metrics');
    await runner.query(`
      create view performance_metrics as
      select s.name as metric_name, s.kind as metric_type,
             case when c.observation_count > 0 then c.sum_value / c.observation_count end as value,
             s.unit, s.tags, s.source, c.start_at as timestamp, c.end_at,
             c.sample_count, c.observation_count,
             c.first_value, c.last_value, c.min_value, c.max_value, c.sum_value
      from (
        select series_id, start_at, end_at, sample_count, observation_count, first_value, last_value, min_value, max_value, sum_value
        from metric_chunks
        union all
        select p.series_id, p.start_at, p.end_at, p.sample_count, p.observation_count,
               p.first_value, p.last_value, p.min_value, p.max_value, p.sum_value
        from metric_blocks b
        cross join lateral unnest(b.series_ids, b.start_ats, b.end_ats, b.sample_counts, b.observation_counts,
                                  b.first_values, b.last_values, b.min_values, b.max_values, b.sum_values)
          as p (series_id, start_at, end_at, sample_count, observation_count,
                first_value, last_value, min_value, max_value, sum_value)
      ) c join metric_series s on s.id = c.series_id`);
  }

  /** What waits in inbox and blocks is lost: the tables before had another form for it. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view performance_metrics');
    await runner.query('drop table metric_blocks');
    await runner.query('alter table metric_chunks add column merged boolean not null default true');
    await runner.query('alter table metric_chunks alter column merged drop default');
    await runner.query('create index metric_chunks_unmerged on metric_chunks (series_id, start_at) where not merged');
    await runner.query('truncate metric_inbox');
    await runner.query(`
      alter table metric_inbox drop column samples, add column series_ids bytea not null, add column times bytea not null,
        add column sample_values bytea not null, add column counts bytea`);
    await runner.query(`
      create view performance_metrics as
      select s.name as metric_name, s.kind as metric_type,
             case when c.observation_count > 0 then c.sum_value / c.observation_count end as value,
             s.unit, s.tags, s.source, c.start_at as timestamp, c.end_at,
             c.sample_count, c.observation_count,
             c.first_value, c.last_value, c.min_value, c.max_value, c.sum_value
      from metric_chunks c join metric_series s on s.id = c.series_id`);
  }
}

/** Rows that wait when the service is upgraded are acknowledged samples: they are kept. */
async function encodeInbox(runner: QueryRunner): Promise<void> {
  await runner.query('alter table metric_inbox add column samples bytea');
  await runner.query('alter table metric_inbox alter column samples set storage external');
  const ids: { id: string }[] = await runner.query('select id::text from metric_inbox order by id');
  for (const { id } of ids) {
    const [row] = await runner.query(
      'select series_ids, times, sample_values, counts from metric_inbox where id = $1',
      [id],
    );
    const samples = encode(row);
    await runner.query('update metric_inbox set samples = $2 where id = $1', [id, samples]);
  }
  await runner.query(
    'alter table metric_inbox alter column samples set not null, drop column series_ids, drop column times, drop column sample_values, drop column counts',
  );
}

/** The columns of a row as they were: int32 ids, doubles of times, values and counts, all little-endian. */
interface OldRow {
  series_ids: Buffer;
  times: Buffer;
  sample_values: Buffer;
  counts: Buffer | null;
}

/** The plainest batch of version 1 (docs/storage.md): jittered times, doubles as they are. */
function encode({ series_ids, times, sample_values, counts }: OldRow): Buffer {
  const ids = Array.from(new Int32Array(bytesOf(series_ids)));
  const at = Array.from(new Float64Array(bytesOf(times)));
  const steps = differences(at);
  const head = [1, counts ? 1 : 0, ...varint(ids.length), ...differences(ids).flatMap(signed)];
  const timeColumn = [1, ...signed(at[0]!), ...signed(steps[1] ?? 0), ...differences(steps).slice(2).flatMap(signed)];
  const raw = Buffer.of(3);
  return Buffer.concat([Buffer.from([...head, ...timeColumn]), raw, sample_values, ...(counts ? [raw, counts] : [])]);
}

function differences(values: readonly number[]): number[] {
  return values.map((value, i) => value - (values[i - 1] ?? 0));
}

function signed(value: number): number[] {
  return varint(value < 0 ? -2 * value - 1 : 2 * value);
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** Buffers come from a shared pool at any offset; a typed array needs an aligned one. */
function bytesOf(bytes: Buffer): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
