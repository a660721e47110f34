import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { decodeTimeCursor, encodeCursor } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import { selectSeries } from '../reading/series-selection.js';
import { parseMatchers } from '../reading/tag-matcher.js';
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
  constructor(private readonly database: Database) {}

  /** @throws Problem 400 for tags or a cursor that cannot be understood */
  async list(filter: ExemplarFilter): Promise<ExemplarPage> {
    const series = await this.findSeries(filter);
    const conditions = exemplarConditions(filter, [...series.keys()]);
    const rows = await this.database.query<ExemplarRow>(
      `select series_id, at, value, trace_id, span_id, attributes from metric_exemplars ${conditions.where}
       order by at desc, series_id desc limit ${conditions.parameter(filter.limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    const items = page.map(({ series_id, at, value, ...row }) => ({
      metric_name: series.get(series_id)!.name,
      tags: series.get(series_id)!.tags,
      timestamp: at.toISOString(),
      value: Number.isFinite(value) ? value : null,
      ...row,
    }));
    return { items, next_cursor: last ? encodeCursor([last.at.getTime(), String(last.series_id)]) : null };
  }

  private async findSeries({ metric_name, tags }: ExemplarFilter): Promise<Map<number, MetricSeries>> {
    const matchers = tags === undefined ? [] : parseMatchers(tags);
    if (!matchers) throw invalid('tags', 'must be a JSON object of strings, or name=value,name=value');
    const names = [metric_name, `${metric_name}_bucket`];
    const found = await Promise.all(names.map((name) => selectSeries(this.database, name, matchers)));
    return new Map(found.flat().map((series) => [series.id, series]));
  }
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
    if (!/^\d{1,9}$/.test(id)) throw invalid('cursor', 'is not valid');
    conditions.add('(at, series_id) < (?, ?::int4)', new Date(at), id);
  }
  return conditions;
}

function invalid(path: string, message: string): Problem {
  return Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
}
