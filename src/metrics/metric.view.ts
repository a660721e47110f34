import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '../http/page.js';
import { Clock } from '../jobs/clock.js';
import { NameList } from './listing/name.list.js';
import { SampleList } from './listing/sample.list.js';
import type { MetricFilter } from './metric.dto.js';
import { MetricQuery } from './metric.query.js';
import type { MetricAggregate, MetricSamplePage } from './metric-answer.dto.js';
import type { MetricNameFilter, MetricNamePage } from './metric-name.dto.js';
import { decodePlace, encodePlace, readMetricFilter } from './read-metric-filter.js';

/** Answers the questions of REST in the form of REST. */
@Injectable()
export class MetricView {
  constructor(
    private readonly metrics: MetricQuery,
    private readonly list: SampleList,
    private readonly nameList: NameList,
    private readonly clock: Clock,
  ) {}

  /** Single samples, newest first. */
  async samples(filter: MetricFilter): Promise<MetricSamplePage> {
    const after = filter.cursor === undefined ? undefined : decodePlace(filter.cursor);
    const { samples, next } = await this.list.list({
      ...readMetricFilter(filter, this.clock.now()),
      metricName: filter.metric_name,
      limit: filter.limit!,
      after,
    });
    const items = samples.map(({ series, at, value, count }) => ({
      metric_name: series.name,
      metric_type: series.kind,
      value: finite(value),
      count,
      unit: series.unit,
      tags: series.tags,
      source: series.source,
      timestamp: isoTime(at),
    }));
    return { items, next_cursor: next ? encodePlace(next) : null };
  }

  /** One value for each step and group. */
  async aggregate(filter: MetricFilter): Promise<MetricAggregate> {
    const read = readMetricFilter(filter, this.clock.now());
    const { metric_name, aggregation } = filter;
    const results = await this.metrics.evaluate({ ...read, metricName: metric_name, aggregation: aggregation! });
    const items = results.map(({ tags, times, values }) => ({
      tags,
      points: Array.from(times, (time, i) => ({ timestamp: isoTime(time), value: finite(values[i]!) })),
    }));
    return {
      metric_name,
      aggregation: aggregation!,
      unit: await this.nameList.unitOf(metric_name),
      start_time: isoTime(read.startAt),
      end_time: isoTime(read.endAt),
      step_seconds: (read.stepMs ?? read.endAt - read.startAt) / 1000,
      items,
      next_cursor: null,
    };
  }

  /** Every metric recorded, by name. */
  async names(filter: MetricNameFilter): Promise<MetricNamePage> {
    const [name, kind] = filter.cursor === undefined ? ['', ''] : decodeCursor(filter.cursor, 2).map(String);
    const { names, more } = await this.nameList.list(filter.search ?? '', [name!, kind!], filter.limit!);
    const last = names.at(-1);
    const items = names.map((row) => ({ ...row, last_seen_at: row.last_seen_at.toISOString() }));
    return { items, next_cursor: more && last ? encodeCursor([last.metric_name, last.metric_type]) : null };
  }
}

/** JSON has no infinities and no NaN. */
function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function isoTime(at: number): string {
  return new Date(at).toISOString();
}
