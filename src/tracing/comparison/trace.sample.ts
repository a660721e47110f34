import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { queryInTime } from '../../database/query-in-time.js';

/** Traces that are looked at, of which some are drawn. */
const MOST_TRACES = 20_000;
const DRAWN_TRACES = 200;
const DRAWN_SPANS = 20_000;

/** Traces of one operation at their root. Times are epoch ms, the end excluded. */
export interface TraceSet {
  readonly service: string;
  readonly operation: string;
  readonly startAt: number;
  readonly endAt: number;
}

/** How many there were, how long their roots took, and some of them. */
export interface DrawnTraces {
  readonly traces: number;
  readonly complete: boolean;
  readonly errorRatio: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly ids: readonly string[];
  /** When the first of the drawn ones began and the last ended. */
  readonly range: readonly [from: Date, to: Date];
}

interface DrawnRow {
  trace_id: string;
  started_at: Date;
  ended_at: Date;
  span_count: number;
  traces: number;
  failed: number;
  percentiles: [number, number];
}

/**
 * $1: service; $2: operation; $3 and $4: from when to when. Draws by a hash of the id, so that each trace is as likely as any other and
 * the same question has the same answer. A trace is known by the day on which it began, or the day after.
 */
const DRAW = `
with looked as materialized (
  select trace_id, started_at, ended_at, span_count, error_count,
    coalesce(root_duration_ms, extract(epoch from ended_at - started_at)::double precision * 1000) as duration_ms
  from traces where root_service = $1 and root_operation = $2 and started_at >= $3 and started_at < $4
    and day_at >= $3::timestamptz - interval '1 day' and day_at < $4::timestamptz + interval '1 day'
  order by started_at desc limit ${MOST_TRACES + 1}
)
select trace_id, started_at, ended_at, span_count, (select count(*)::int from looked) as traces,
  (select count(*)::int from looked where error_count > 0) as failed,
  (select percentile_disc(array[0.5, 0.95]) within group (order by duration_ms) from looked) as percentiles
from looked order by md5(trace_id) limit ${DRAWN_TRACES}`;

/** Draws some traces of a set. */
@Injectable()
export class TraceSample {
  constructor(private readonly database: Database) {}

  async draw({ service, operation, startAt, endAt }: TraceSet): Promise<DrawnTraces> {
    const values = [service, operation, new Date(startAt), new Date(endAt)];
    const rows = await queryInTime<DrawnRow>(this.database, DRAW, values, 'give a shorter range of time');
    const [first] = rows;
    const drawn = upToSpans(rows);
    return {
      traces: Math.min(first?.traces ?? 0, MOST_TRACES),
      complete: (first?.traces ?? 0) <= MOST_TRACES,
      errorRatio: first ? first.failed / first.traces : 0,
      p50Ms: first?.percentiles[0] ?? null,
      p95Ms: first?.percentiles[1] ?? null,
      ids: drawn.map(({ trace_id }) => trace_id),
      range: [
        new Date(Math.min(...drawn.map(({ started_at }) => started_at.getTime()), endAt)),
        new Date(Math.max(...drawn.map(({ ended_at }) => ended_at.getTime() + 1), startAt)),
      ],
    };
  }
}

/** Leaves out what would be too many spans together. */
function upToSpans(rows: readonly DrawnRow[]): DrawnRow[] {
  let spans = 0;
  return rows.filter(({ span_count }) => {
    if (spans + span_count > DRAWN_SPANS) return false;
    spans += span_count;
    return true;
  });
}
