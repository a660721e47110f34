import { setTimeout as sleep } from 'node:timers/promises';
import { OTLPMetricExporter as JsonExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPMetricExporter as ProtobufExporter } from '@opentelemetry/exporter-metrics-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  AggregationType,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { startService, type TestService } from '../support/service.js';
import { type StoredSeries, storedSeries } from '../support/stored-series.js';

const { CUMULATIVE, DELTA } = AggregationTemporality;

type Exporter = typeof JsonExporter | typeof ProtobufExporter;

describe('the OpenTelemetry SDK', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  function startSdk(name: string, exporter: Exporter, temporality: AggregationTemporality) {
    const reader = new PeriodicExportingMetricReader({
      exportIntervalMillis: 3_600_000,
      exporter: new exporter({
        url: `${service.url}/v1/metrics`,
        headers: { authorization: `Bearer ${service.token('ingest')}` },
        compression: exporter === JsonExporter ? CompressionAlgorithm.NONE : CompressionAlgorithm.GZIP,
        temporalityPreference: temporality,
      }),
    });
    return new MeterProvider({
      readers: [reader],
      resource: resourceFromAttributes({ 'service.name': name, 'service.instance.id': 'one', 'process.pid': 7 }),
      views: [
        { instrumentName: 'fine', aggregation: { type: AggregationType.EXPONENTIAL_HISTOGRAM } },
        {
          instrumentName: 'took',
          aggregation: { type: AggregationType.EXPLICIT_BUCKET_HISTOGRAM, options: { boundaries: [1, 10] } },
        },
      ],
    });
  }

  /** Uses every kind of instrument in two rounds, and exports after each. */
  async function use(provider: MeterProvider): Promise<void> {
    const meter = provider.getMeter('checkout', '1.2');
    const orders = meter.createCounter('orders', { unit: '{order}' });
    const queued = meter.createUpDownCounter('queued');
    const load = meter.createGauge('load');
    const took = meter.createHistogram('took', { unit: 's' });
    const fine = meter.createHistogram('fine');
    let round = 0;
    meter.createObservableCounter('seen').addCallback((result) => result.observe(round * 10));
    meter.createObservableUpDownCounter('open').addCallback((result) => result.observe(5 - round));
    meter.createObservableGauge('heat').addCallback((result) => result.observe(round + 0.5));
    for (round = 1; round <= 2; round++) {
      orders.add(round, { method: 'GET', count: 3, sampled: true, list: ['a', 'b'] });
      queued.add(-round);
      load.record(round / 4);
      for (const value of [0.5, 5, 50]) took.record(value * round);
      for (const value of [0, 1, 3, 4]) fine.record(value * round);
      await sleep(5); // the first samples and the start that is told with them are then of two milliseconds
      await provider.forceFlush();
    }
  }

  /** What is stored of a service, by the names of metrics and the tags by which their series differ. */
  async function stored(name: string): Promise<Record<string, StoredSeries>> {
    const { body } = await service.request('GET', '/metrics/names?limit=1000');
    const all: Record<string, StoredSeries> = {};
    for (const { metric_name } of body.items as { metric_name: string }[]) {
      const series = await storedSeries(service, metric_name, name, (tag) => tag === 'le' || tag === 'gt');
      for (const [tags, one] of Object.entries(series)) all[`${metric_name} ${tags}`.trim()] = one;
    }
    return all;
  }

  const encodings: [string, Exporter][] = [
    ['protobuf', ProtobufExporter],
    ['json', JsonExporter],
  ];

  /** What any program sends alike, whatever its temporality. */
  const levels = {
    load: { kind: 'gauge', values: [0.25, 0.5] },
    heat: { kind: 'gauge', values: [1.5, 2.5] },
    target_info: { kind: 'gauge', values: [1] },
  };
  const counter = (...values: number[]): StoredSeries => ({ kind: 'counter', values });
  const gauge = (...values: number[]): StoredSeries => ({ kind: 'gauge', values });

  it.each(encodings)('is understood in %s when it sends running totals', async (encoding, exporter) => {
    const name = `${encoding}-cumulative`;
    const provider = startSdk(name, exporter, CUMULATIVE);
    await use(provider);
    expect(await stored(name)).toEqual({
      ...levels,
      orders: counter(0, 1, 3),
      seen: counter(10, 20),
      queued: gauge(-1, -3),
      open: gauge(4, 3),
      'took_bucket le=1': counter(0, 1, 2),
      'took_bucket le=10': counter(0, 2, 4),
      'took_bucket le=+Inf': counter(0, 3, 6),
      took_sum: counter(0, 55.5, 166.5),
      took_count: counter(0, 3, 6),
      took_min: gauge(0.5, 0.5),
      took_max: gauge(50, 100),
      'fine_bucket gt=0 le=0': counter(0, 1, 2),
      'fine_bucket gt=0.917004043205 le=1': counter(0, 1, 1),
      'fine_bucket gt=1.83400808641 le=2': counter(0, 1),
      'fine_bucket gt=2.82842712475 le=3.08442165082': counter(0, 1, 1),
      'fine_bucket gt=3.66801617282 le=4': counter(0, 1, 1),
      'fine_bucket gt=5.65685424949 le=6.16884330163': counter(0, 1),
      'fine_bucket gt=7.33603234564 le=8': counter(0, 1),
      fine_sum: counter(0, 8, 24),
      fine_count: counter(0, 4, 8),
      fine_min: gauge(0, 0),
      fine_max: gauge(4, 8),
    });
    await provider.shutdown();
  });

  it.each(encodings)('is understood in %s when it sends increments', async (encoding, exporter) => {
    const name = `${encoding}-delta`;
    const provider = startSdk(name, exporter, DELTA);
    await use(provider);
    const { fine, ...others } = await stored(name);
    expect(others).toEqual({
      ...levels,
      orders: counter(1, 2),
      seen: counter(10, 10),
      // Totals that may fall are sent as such all the same (OpenTelemetry's delta preference is for what only grows).
      queued: gauge(-1, -3),
      open: gauge(4, 3),
      'took_bucket le=1': counter(1, 1),
      'took_bucket le=10': counter(2, 2),
      'took_bucket le=+Inf': counter(3, 3),
      took_sum: counter(55.5, 111),
      took_count: counter(3, 3),
      took_min: gauge(0.5, 1),
      took_max: gauge(50, 100),
      fine_min: gauge(0, 0),
      fine_max: gauge(4, 8),
    });
    expect(fine!.kind).toBe('histogram');
    const sent = fine!.values as number[];
    const rounds = [sent.slice(0, 4), sent.slice(4)].flatMap((values) => values.sort((a, b) => a - b));
    for (const [i, value] of [0, 1, 3, 4, 0, 2, 6, 8].entries()) {
      expect(Math.abs(rounds[i]! - value)).toBeLessThanOrEqual(value * 0.01); // the SDK's buckets are this fine
    }
    await provider.shutdown();
  });

  it('tells resource, scope and attributes by tags, source and unit', async () => {
    const [row] = await service.query(
      `select kind, temporality, unit, source, service, tags from metric_series where name = 'orders' and service = 'json-cumulative'`,
    );
    expect(row).toEqual({
      kind: 'counter',
      temporality: 'cumulative',
      unit: '{order}',
      source: 'checkout',
      service: 'json-cumulative',
      tags: {
        service: 'json-cumulative',
        'service.instance.id': 'one',
        otel_scope_version: '1.2',
        method: 'GET',
        count: '3',
        sampled: 'true',
        list: '["a","b"]',
      },
    });
    const infos = await service.query(
      `select tags from metric_series where name = 'target_info' and service = 'json-cumulative'`,
    );
    expect(infos).toEqual([{ tags: { service: 'json-cumulative', 'service.instance.id': 'one', 'process.pid': '7' } }]);
  });
});
