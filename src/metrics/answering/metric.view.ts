import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { asBody } from '../../http/streamed-body.js';
import { Clock } from '../../jobs/clock.js';
import { Pacer } from '../../jobs/pacer.js';
import { decodePlace, encodePlace } from '../listing/list-cursor.js';
import { NameList } from '../listing/name.list.js';
import { SampleList } from '../listing/sample.list.js';
import { MetricQuery, type MetricResult } from '../metric.query.js';
import { aggregateJson } from './answer-text.js';
import type { MetricSamplePage } from './metric-answer.dto.js';
import type { MetricFilter } from './metric-filter.dto.js';
import { rankGroups } from './rank-groups.js';
import { readMetricFilter } from './read-metric-filter.js';

/** Answers GET /metrics in the form of REST. */
@Injectable()
export class MetricView {
  constructor(
    private readonly metrics: MetricQuery,
    private readonly list: SampleList,
    private readonly nameList: NameList,
    private readonly clock: Clock,
  ) {}

  /** Single samples, newest first. */
  async samples(filter: MetricFilter, caller: AbortSignal): Promise<MetricSamplePage> {
    const after = filter.cursor === undefined ? undefined : decodePlace(filter.cursor);
    const { matchers, startAt, endAt } = readMetricFilter(filter, this.clock.now());
    const { metric_name: metricName, limit = 1000 } = filter;
    const { samples, next } = await this.list.list({ metricName, matchers, startAt, endAt, limit, after }, caller);
    const items = samples.map(({ series, at, value, count }) => ({
      metric_name: series.name,
      metric_type: series.kind,
      value: Number.isFinite(value) ? value : null,
      count,
      unit: series.unit,
      tags: series.tags,
      source: series.source,
      timestamp: isoTime(at),
    }));
    return { items, next_cursor: next ? encodePlace(next) : null };
  }

  /** The JSON of an AggregatedMetric: one value for each step and group. */
  async aggregate(filter: MetricFilter, caller: AbortSignal): Promise<string | Readable> {
    const { startAt, endAt, matchers, groupBy, stepMs, rank } = readMetricFilter(filter, this.clock.now());
    const { metric_name: metricName, aggregation } = filter;
    const reduction = { aggregation: aggregation!, groupBy, stepMs };
    const [[results]] = (await this.metrics.evaluateGroups(
      [{ metricName, matchers, startAt, endAt, reductions: [reduction] }],
      caller,
    )) as [[MetricResult[]]];
    const head = {
      metric_name: metricName,
      aggregation,
      unit: (await this.nameList.unitsOf([metricName])).get(metricName) ?? null,
      start_time: isoTime(startAt),
      end_time: isoTime(endAt),
      step_seconds: (stepMs ?? endAt - startAt) / 1000,
      next_cursor: null,
    };
    const pacer = new Pacer(caller);
    return asBody(aggregateJson({ head, results: await rankGroups(results, rank, pacer) }, pacer));
  }
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
