import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './support/eventually.js';
import { findPrometheus, findPromtool, PrometheusServer } from './support/prometheus.js';
import { startService, type TestService } from './support/service.js';

const PATH = '/api/v1/monitoring/export/prometheus';
const DELTA = 1;
const CUMULATIVE = 2;

const found = findPrometheus() && findPromtool();
if (!found) {
  const reason =
    'Prometheus or promtool was not found: set PROMETHEUS_PATH and PROMTOOL_PATH to prove the export with them.';
  if (process.env.CI) throw new Error(reason);
  process.stdout.write(`Skipped: ${reason}\n`);
}

(found ? describe : describe.skip)('the export, read by Prometheus', () => {
  let service: TestService;
  let prometheus: PrometheusServer | undefined;
  let relay: Server | undefined;

  beforeAll(async () => {
    service = await startService({ env: { METRIC_COMPACTION_SECONDS: '1' } });
    const counter = { metric_name: 'shop.orders', metric_type: 'counter', value: 3, tags: { service: 'shop' } };
    const { body } = await service.request('POST', '/metrics', {
      as: 'ingest',
      body: [
        counter,
        {
          metric_name: 'shop.stock',
          metric_type: 'gauge',
          value: 17,
          unit: 'items',
          tags: { service: 'shop', 'shelf.row': 'a"\\b' },
        },
        { metric_name: 'shop_search_seconds', metric_type: 'histogram', value: 0.2, unit: 'seconds', source: 'shop' },
      ],
    });
    if (body.rejected.length > 0) throw new Error(JSON.stringify(body.rejected));
    for (let i = 0; i < 2; i++) await send(histogram('shop.wait', DELTA, [10, 20, 10, 0]));
    await send(
      histogram('shop.checkout.duration.seconds', CUMULATIVE, [10, 20, 10, 0]),
      exponential('shop.size.bytes'),
      summary('shop.pause.seconds'),
    );
    relay = createServer((_, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      void exported('text/plain').then((text) => response.end(text));
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const job = (job_name: string, host: string) => ({
      job_name,
      metrics_path: PATH,
      static_configs: [{ targets: [host] }],
    });
    prometheus = await PrometheusServer.start(() => ({
      global: { scrape_interval: '500ms' },
      scrape_configs: [
        job('openmetrics', new URL(service.url).host),
        job('text', `127.0.0.1:${(relay!.address() as AddressInfo).port}`),
      ],
    }));
  });
  afterAll(async () => {
    await prometheus?.stop();
    relay?.close();
    await service?.stop();
  });

  async function send(...metrics: object[]): Promise<void> {
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
    const body = { resourceMetrics: [{ resource, scopeMetrics: [{ metrics }] }] };
    const { status, body: answer } = await service.request('POST', '~/v1/metrics', { as: 'ingest', body });
    expect({ status, answer }).toEqual({ status: 200, answer: {} });
  }

  async function exported(accept: string, query = ''): Promise<string> {
    const { body } = await service.request('GET', `/export/prometheus${query}`, { as: null, headers: { accept } });
    return body;
  }

  const now = () => String(BigInt(Date.now()) * 1_000_000n);

  function histogram(name: string, aggregationTemporality: number, bucketCounts: number[]): object {
    const count = bucketCounts.reduce((sum, one) => sum + one, 0);
    const bounds = { bucketCounts, explicitBounds: [0.5, 1, 2] };
    return {
      name,
      unit: 's',
      histogram: { aggregationTemporality, dataPoints: [{ timeUnixNano: now(), count, sum: 30, ...bounds }] },
    };
  }

  function exponential(name: string): object {
    const positive = { offset: 0, bucketCounts: [3, 0, 5] };
    const point = { timeUnixNano: now(), count: 10, sum: 40, scale: 0, zeroCount: 2, positive };
    return { name, exponentialHistogram: { aggregationTemporality: CUMULATIVE, dataPoints: [point] } };
  }

  function summary(name: string): object {
    const quantileValues = [0.5, 0.9].map((quantile) => ({ quantile, value: quantile * 2 }));
    return { name, summary: { dataPoints: [{ timeUnixNano: now(), count: 10, sum: 12, quantileValues }] } };
  }

  it('has nothing that promtool finds wrong', async () => {
    const text = await exported('text/plain', '?service=shop');
    for (const type of [
      'shop_orders_total counter',
      'shop_stock gauge',
      'shop_search_seconds summary',
      'shop_size_bytes histogram',
      'shop_wait histogram',
      'shop_checkout_duration_seconds histogram',
      'shop_pause_seconds summary',
    ]) {
      expect(text).toContain(`# TYPE ${type}\n`);
    }
    const { status, stdout, stderr } = spawnSync(findPromtool()!, ['check', 'metrics'], {
      input: text,
      encoding: 'utf8',
    });
    expect({ status, found: stdout + stderr }).toEqual({ status: 0, found: '' });
  });

  it.each(['openmetrics', 'text'])('is scraped as %s, histograms and summaries among it', async (job) => {
    const values = async (expression: string) =>
      (await prometheus!.values(expression.replaceAll('@', `job="${job}"`))).map(({ value }) => value);
    await eventually(async () => expect(await values('count_over_time(up{@}[1m])')).toEqual([expect.any(Number)]));
    await eventually(async () => expect(await values('shop_orders_total{@}')).toEqual([3]));
    expect(await values('min_over_time(up{@}[1m])')).toEqual([1]);
    expect(await values('shop_stock{@,shelf_row="a\\"\\\\b"}')).toEqual([17]);
    expect(await values('shop_search_seconds{@,quantile="0.5"}')).toEqual([0.2]);
    expect(await values('histogram_quantile(0.5, shop_wait_bucket{@})')).toEqual([0.75]);
    expect(await values('shop_wait_count{@}')).toEqual([80]);
    expect(await values('histogram_quantile(0.75, shop_checkout_duration_seconds_bucket{@})')).toEqual([1]);
    expect(await values('histogram_quantile(1, shop_size_bytes_bucket{@})')).toEqual([8]);
    expect(await values('shop_pause_seconds{@,quantile="0.9"}')).toEqual([1.8]);
    expect(await values('shop_pause_seconds_sum{@}')).toEqual([12]);
  });

  it('says nothing of scrapes that fail', async () => {
    await eventually(async () => {
      const [scrapes] = await prometheus!.values('sum(count_over_time(up[1m]))');
      expect(scrapes!.value).toBeGreaterThan(10);
    });
    expect(await prometheus!.values('up == 0')).toEqual([]);
    expect(prometheus!.output).not.toMatch(/level=(warn|error)/);
  });
});
