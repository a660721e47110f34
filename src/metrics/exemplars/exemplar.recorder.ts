import { Injectable } from '@nestjs/common';
import { float8Array, int4Array, timestamptzArray } from '../../database/binary-arrays.js';
import { Database } from '../../database/database.js';
import { GroupCommit } from '../../database/group-commit.js';
import { storableJson } from '../../database/storable-text.js';

/** One measurement that went into a sample, and the trace in which it was made. */
export interface Exemplar {
  /** Whole epoch milliseconds. */
  readonly at: number;
  readonly value: number;
  /** Hexadecimal. */
  readonly traceId?: string;
  readonly spanId?: string;
  /** What the measurement had beside the tags of its series. */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** An exemplar of a stored series. */
export interface SeriesExemplar extends Exemplar {
  readonly seriesId: number;
}

/** Writes exemplars, at most one for each series and second: senders repeat them, and a chart can show no more. */
@Injectable()
export class ExemplarRecorder {
  private readonly commit = new GroupCommit<SeriesExemplar>((exemplars) => this.write(exemplars));

  constructor(private readonly database: Database) {}

  /** Resolves after the commit. Of several in one second the first written stays. */
  record(exemplars: readonly SeriesExemplar[]): Promise<void> {
    return this.commit.add(exemplars);
  }

  private async write(exemplars: readonly SeriesExemplar[]): Promise<void> {
    // In one order, so that replicas that write the same ones do not wait for each other in a circle.
    const rows = exemplars.toSorted((a, b) => a.seriesId - b.seriesId || a.at - b.at);
    await this.database.query(
      `insert into metric_exemplars (series_id, second_at, at, value, trace_id, span_id, attributes)
       select series_id, date_trunc('second', at), at, value, trace_id, span_id, attributes
       from unnest($1::int4[], $2::timestamptz[], $3::float8[], $4::text[], $5::text[], $6::jsonb[])
         as given (series_id, at, value, trace_id, span_id, attributes)
       on conflict do nothing`,
      [
        int4Array(rows.map(({ seriesId }) => seriesId)),
        timestamptzArray(rows.map(({ at }) => at)),
        float8Array(rows.map(({ value }) => value)),
        rows.map(({ traceId }) => traceId ?? null),
        rows.map(({ spanId }) => spanId ?? null),
        rows.map(({ attributes }) => storableJson(attributes ?? {})),
      ],
    );
  }
}
