import { Injectable } from '@nestjs/common';
import type { TimeRange } from '../http/list.dto.js';
import { rangeOf } from '../http/recent-range.js';
import { Clock } from '../jobs/clock.js';
import { MetricQuery, type MetricResult, type TagMatcher } from '../metrics/metric.query.js';

/** What was counted and timed of one group. */
export interface GroupTraffic {
  readonly tags: Readonly<Record<string, string>>;
  readonly count: number;
  readonly rate: number;
  readonly error_ratio: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
}

/** How much traffic there was in a range, and the range. */
export interface TrafficAnswer {
  readonly start_time: string;
  readonly end_time: string;
  readonly groups: readonly GroupTraffic[];
}

/** Reads rate, errors and duration of spans and calls from their metrics. */
@Injectable()
export class TrafficQuery {
  constructor(
    private readonly clock: Clock,
    private readonly metrics: MetricQuery,
  ) {}

  /**
   * @param metricName a histogram of durations in milliseconds with the tag `status`
   * @param groupBy tags of the metric, without `status`
   * @param range the last hour unless told otherwise
   */
  async read(
    metricName: string,
    groupBy: readonly string[],
    range: TimeRange,
    matchers: readonly TagMatcher[] = [],
  ): Promise<TrafficAnswer> {
    const { start_time: startAt, end_time: endAt } = rangeOf(range, this.clock.now());
    const [counts, ...percentiles] = await this.metrics.evaluateAll({ metricName, matchers, startAt, endAt }, [
      { aggregation: 'count', groupBy: [...groupBy, 'status'] },
      ...['p50', 'p95', 'p99'].map((aggregation) => ({ aggregation, groupBy })),
    ]);
    return {
      start_time: new Date(startAt).toISOString(),
      end_time: new Date(endAt).toISOString(),
      groups: assembleTraffic(counts!, percentiles, groupBy, (endAt - startAt) / 1000),
    };
  }
}

/**
 * @param counts by the tags and `status`
 * @param percentiles by the tags: p50, p95, p99
 * @returns by the tags, the busiest first
 */
function assembleTraffic(
  counts: readonly MetricResult[],
  percentiles: readonly (readonly MetricResult[])[],
  groupBy: readonly string[],
  seconds: number,
): GroupTraffic[] {
  const keyOf = (tags: Record<string, string>) => JSON.stringify(groupBy.map((tag) => tags[tag] ?? ''));
  const counted = new Map<string, { count: number; errors: number }>();
  for (const { tags, values } of counts) {
    const group = counted.get(keyOf(tags)) ?? { count: 0, errors: 0 };
    group.count += values[0]!;
    if (tags.status === 'error') group.errors += values[0]!;
    counted.set(keyOf(tags), group);
  }
  const [p50 = [], p95, p99] = percentiles;
  return p50
    .map(({ tags, values }, i) => {
      const { count, errors } = counted.get(keyOf(tags))!;
      return {
        tags,
        count,
        rate: count / seconds,
        error_ratio: errors / count,
        p50_ms: values[0]!,
        p95_ms: p95![i]!.values[0]!,
        p99_ms: p99![i]!.values[0]!,
      };
    })
    .sort((one, other) => other.count - one.count);
}
