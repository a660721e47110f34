import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { decodeTimeCursor, encodeCursor } from '../../http/page.js';
import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { readMatchers } from '../answering/read-metric-filter.js';
import { BoundedReader } from '../reading/bounded.reader.js';
import type { QueryBudget } from '../reading/query-budget.js';
import type { SampleSnapshot } from '../reading/sample-snapshot.js';
import { selectSeries } from '../reading/series-selection.js';
import type { MetricSeries } from '../series/metric-series.js';
import type { ExemplarFilter, ExemplarPage } from './exemplar.dto.js';

interface ExemplarRow {
  series_id: number;
  at: Date;
  value: number;
  trace_id: string | null;
  span_id: string | null;
  attributes: Record<string, string>;
}

/** Reads exemplars, newest first. */
@Injectable()
export class ExemplarQuery {
  constructor(private readonly reader: BoundedReader) {}

  /**
   * @param caller stops the work when it is aborted
   * @throws Problem 400 for tags or a cursor that cannot be understood, 422 when a limit is reached
   */
  list(filter: ExemplarFilter, caller?: AbortSignal): Promise<ExemplarPage> {
    return this.reader.snapshot(async (snapshot, budget) => {
      const series = await findSeries(filter, snapshot, budget);
      const conditions = exemplarConditions(filter, [...series.keys()]);
      const rows = await snapshot.tx.query<ExemplarRow>(
        `select series_id, at, value, trace_id, span_id, attributes from metric_exemplars ${conditions.where}
         order by at desc, series_id desc limit ${conditions.parameter(filter.limit + 1)}`,
        conditions.values,
      );
      return pageOf(rows, filter.limit, series);
    }, caller);
  }
}

function pageOf(found: readonly ExemplarRow[], limit: number, series: ReadonlyMap<number, MetricSeries>): ExemplarPage {
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  const items = rows.map(({ series_id, at, value, ...row }) => ({
    metric_name: series.get(series_id)!.name,
    tags: series.get(series_id)!.tags,
    timestamp: at.toISOString(),
    value: Number.isFinite(value) ? value : null,
    ...row,
  }));
  return { items, next_cursor: last ? encodeCursor([last.at.getTime(), String(last.series_id)]) : null };
}

async function findSeries(
  { metric_name, tags }: ExemplarFilter,
  snapshot: SampleSnapshot,
  budget: QueryBudget,
): Promise<Map<number, MetricSeries>> {
  const faults: InputFault[] = [];
  const matchers = readMatchers(tags, faults);
  if (faults.length > 0) throw invalid(faults);
  const found = await selectSeries(snapshot, [metric_name, `${metric_name}_bucket`], matchers, budget);
  return new Map(found.map((series) => [series.id, series]));
}

function exemplarConditions(filter: ExemplarFilter, seriesIds: number[]): Conditions {
  const second = (at: number | undefined) => (at === undefined ? undefined : new Date(at - 1000));
  const conditions = new Conditions()
    .add('series_id = any(?::int4[])', seriesIds)
    .addIfGiven('second_at > ?', second(filter.start_time)) // for the index and the partitions
    .addTimeRange('at', filter.start_time, filter.end_time);
  if (filter.end_time !== undefined) conditions.add('second_at < ?', new Date(filter.end_time));
  if (filter.cursor !== undefined) {
    const [at, id] = decodeTimeCursor(filter.cursor);
    if (!/^\d{1,9}$/.test(id)) throw invalid([{ path: 'cursor', message: 'is not valid' }]);
    conditions.add('(at, series_id) < (?, ?::int4)', new Date(at), id);
  }
  return conditions;
}

function invalid(errors: InputFault[]): Problem {
  return Problem.of(400, 'The query has faults.', { errors });
}
