import { Injectable } from '@nestjs/common';
import { SPAN_DURATION } from '../../collectors/spans/span-samples.js';
import { MetricQuery, type MetricReduction, type MetricResult, type TagMatcher } from '../../metrics/metric.query.js';
import { SERVED } from '../../operations/operation.query.js';
import { byService, PERCENTILES } from '../assemble-traffic.js';
import { LATENCY, REQUESTS } from '../overview-metrics.js';
import type { TimeWindow } from '../time-window.js';

/** What was measured of services, by service: a value a step, but of `latency` one for the window. */
export interface MeasuredServices {
  readonly total: ReadonlyMap<string, MetricResult[]>;
  readonly failed: ReadonlyMap<string, MetricResult[]>;
  readonly latency: Record<(typeof PERCENTILES)[number], ReadonlyMap<string, MetricResult[]>>;
  readonly p95Steps: ReadonlyMap<string, MetricResult[]>;
}

/** The same of one service, with what only its own page shows. */
export interface MeasuredService extends MeasuredServices {
  /** By `status`: of HTTP, or of spans. */
  readonly byStatus: readonly MetricResult[];
  readonly p50Steps: ReadonlyMap<string, MetricResult[]>;
  readonly p99Steps: ReadonlyMap<string, MetricResult[]>;
}

/** Where the figures of a service come from: its HTTP requests, or its spans where it records none. */
export interface Source {
  readonly kind: 'requests' | 'spans';
  readonly counted: string;
  readonly counting: string;
  readonly timed: string;
  readonly served: readonly TagMatcher[];
  readonly failed: TagMatcher;
}

const OF_REQUESTS: Source = {
  kind: 'requests',
  counted: REQUESTS,
  counting: 'increase',
  timed: LATENCY,
  served: [],
  failed: { tag: 'status', operator: '=~', value: '5..' },
};

const OF_SPANS: Source = {
  kind: 'spans',
  counted: SPAN_DURATION,
  counting: 'count',
  timed: SPAN_DURATION,
  served: [SERVED],
  failed: { tag: 'status', operator: '=', value: 'error' },
};

/** The better one first. */
export const SOURCES = [OF_REQUESTS, OF_SPANS] as const;

const GROUP = ['service'];

/** Asks for the metrics of services: for all of them at once, so that five thousand take no more questions than one. */
@Injectable()
export class ServiceMetrics {
  constructor(private readonly metrics: MetricQuery) {}

  all(source: Source, window: TimeWindow): Promise<MeasuredServices> {
    return this.read(source, window, [], ['p95'], false);
  }

  one(source: Source, window: TimeWindow, service: string): Promise<MeasuredService> {
    return this.read(source, window, [{ tag: 'service', operator: '=', value: service }], PERCENTILES, true);
  }

  /** Whether each was up at its last health check, as 1 or 0. */
  async up({ startAt, endAt }: TimeWindow, service?: string): Promise<Map<string, MetricResult[]>> {
    const matchers: TagMatcher[] = service === undefined ? [] : [{ tag: 'service', operator: '=', value: service }];
    const selection = { metricName: 'service_up', matchers, startAt, endAt };
    return byService(await this.metrics.evaluate({ ...selection, aggregation: 'last', groupBy: GROUP }));
  }

  private async read(
    { counted, counting, timed, served, failed: isFailed }: Source,
    { startAt, endAt, stepMs }: TimeWindow,
    matchers: readonly TagMatcher[],
    stepped: readonly string[],
    statuses: boolean,
  ): Promise<MeasuredService> {
    const fitting = { startAt, endAt, matchers: [...matchers, ...served] };
    const count: MetricReduction = { aggregation: counting, groupBy: GROUP, stepMs };
    const [all, failed, times] = await this.metrics.evaluateGroups([
      {
        ...fitting,
        metricName: counted,
        reductions: statuses ? [count, { ...count, groupBy: ['status'] }] : [count],
      },
      { ...fitting, matchers: [...fitting.matchers, isFailed], metricName: counted, reductions: [count] },
      {
        ...fitting,
        metricName: timed,
        reductions: [
          ...PERCENTILES.map((aggregation) => ({ aggregation, groupBy: GROUP })),
          ...stepped.map((aggregation) => ({ aggregation, groupBy: GROUP, stepMs })),
        ],
      },
    ]);
    const [p50, p95, p99, ...steps] = times!.map(byService);
    const stepsOf = (name: string) => steps[stepped.indexOf(name)] ?? new Map<string, MetricResult[]>();
    return {
      total: byService(all![0]!),
      failed: byService(failed![0]!),
      byStatus: all![1] ?? [],
      latency: { p50: p50!, p95: p95!, p99: p99! },
      p50Steps: stepsOf('p50'),
      p95Steps: stepsOf('p95'),
      p99Steps: stepsOf('p99'),
    };
  }
}
