import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../support/eventually.js';
import { findPrometheus, PrometheusServer } from '../support/prometheus.js';
import { startService, type TestService } from '../support/service.js';

const found = findPrometheus();
if (!found) {
  const reason = 'Prometheus was not found: set PROMETHEUS_PATH to prove remote write with it.';
  if (process.env.CI) throw new Error(reason);
  process.stdout.write(`Skipped: ${reason}\n`);
}

(found ? describe : describe.skip)('a Prometheus server that writes to the service', () => {
  let service: TestService;
  let prometheus: PrometheusServer;
  let target: Server;
  let exposed = '# TYPE heat gauge\n# UNIT heat celsius\nheat{room="a"} 1.5\nheat{room="b"} NaN\n';

  beforeAll(async () => {
    service = await startService();
    target = createServer((_, response) => response.end(exposed)).listen(0, '127.0.0.1');
    await once(target, 'listening');
    await service.request('POST', '/metrics', {
      body: { metric_name: 'shop.orders', metric_type: 'counter', value: 3, tags: { service: 'shop' } },
    });
    prometheus = await PrometheusServer.start(configuration);
  });
  afterAll(async () => {
    await prometheus?.stop();
    target?.close();
    await service?.stop();
  });

  function configuration(address: string): object {
    const job = (job_name: string, host: string, more: object = {}) => ({
      job_name,
      static_configs: [{ targets: [host] }],
      ...more,
    });
    return {
      global: { scrape_interval: '500ms', external_labels: { cluster: 'test' } },
      scrape_configs: [
        job('prometheus', address),
        job('room', `127.0.0.1:${(target.address() as AddressInfo).port}`),
        job('monitoring', new URL(service.url).host, {
          metrics_path: '/api/v1/monitoring/export/prometheus',
          // What Prometheus wrote is exported too: without this it would come back under ever longer names.
          metric_relabel_configs: [{ source_labels: ['cluster'], regex: '.+', action: 'drop' }],
        }),
      ],
      remote_write: [
        {
          url: `${service.url}/api/v1/write`,
          authorization: { credentials: service.token('ingest') },
          queue_config: { batch_send_deadline: '200ms' },
          metadata_config: { send_interval: '1s' },
        },
      ],
    };
  }

  /** What is stored of a metric from a job: its values by time, by its other tags. */
  async function stored(name: string, job: string): Promise<Map<string, Map<number, number | null>>> {
    const { body } = await service.request('GET', `/metrics?metric_name=${name}&tags=job=${job}&limit=10000`);
    const series = new Map<string, Map<number, number | null>>();
    for (const { tags, timestamp, value } of body.items) {
      const key = keyOf(tags);
      if (!series.has(key)) series.set(key, new Map());
      series.get(key)!.set(Date.parse(timestamp), value);
    }
    return series;
  }

  const keyOf = (tags: Record<string, string>) =>
    JSON.stringify(
      Object.entries(tags)
        .filter(([tag]) => tag !== '__name__' && tag !== 'cluster')
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );

  it('leaves with it every sample it scraped, counters and histograms of its own among them', async () => {
    const names = [
      'go_goroutines',
      'prometheus_http_requests_total',
      'prometheus_http_request_duration_seconds_bucket',
    ];
    await eventually(async () => {
      const scraped = await prometheus.samples('prometheus_http_request_duration_seconds_bucket{handler="/metrics"}');
      expect(scraped[0]?.samples.length).toBeGreaterThan(5);
    });
    for (const name of names) {
      const scraped = await prometheus.samples(`${name}{job="prometheus"}`);
      expect(scraped.length).toBeGreaterThan(0);
      await eventually(async () => {
        const kept = await stored(name, 'prometheus');
        for (const { labels, samples } of scraped) {
          const own = kept.get(keyOf(labels));
          expect({ labels, samples: samples.map(([at]) => [at, own?.get(at)]) }).toEqual({ labels, samples });
        }
      });
    }
  });

  it('tells by its metadata what kind of metric each is', async () => {
    await eventually(async () => {
      const rows = await service.query<{ name: string }>(
        `select distinct name, kind, temporality from metric_series where tags->>'cluster' = 'test' and name = any($1) order by name`,
        [
          [
            'go_goroutines',
            'go_gc_duration_seconds',
            'process_cpu_seconds_total',
            'prometheus_engine_query_duration_seconds_count',
          ],
        ],
      );
      expect(rows).toEqual([
        { name: 'go_gc_duration_seconds', kind: 'summary', temporality: 'delta' },
        { name: 'go_goroutines', kind: 'gauge', temporality: 'delta' },
        { name: 'process_cpu_seconds_total', kind: 'counter', temporality: 'cumulative' },
        { name: 'prometheus_engine_query_duration_seconds_count', kind: 'counter', temporality: 'cumulative' },
      ]);
    });
  });

  it("scrapes the service's own export", async () => {
    await eventually(async () => {
      const [series] = [...(await stored('shop_orders_total', 'monitoring')).values()];
      expect([...series!.values()][0]).toBe(3);
    });
    expect(await prometheus.samples('up{job="monitoring"}')).toMatchObject([
      { samples: expect.arrayContaining([[expect.any(Number), 1]]) },
    ]);
    expect(service.output).not.toContain('samples were refused');
    expect(prometheus.output).not.toMatch(/level=(warn|error)/);
  });

  it('marks where a series ended, once its target does not expose it any more', async () => {
    const isRoomA = (key: string) => key.includes('"room","a"');
    const valuesOfA = async () => {
      const [, values] = [...(await stored('heat', 'room'))].find(([key]) => isRoomA(key))!;
      return [...values].sort(([a], [b]) => a - b).map(([, value]) => value);
    };
    await eventually(async () => expect((await valuesOfA()).length).toBeGreaterThan(2));
    exposed = exposed.replace(/heat\{room="a"\}.*\n/, '');
    await eventually(async () => expect((await valuesOfA()).at(-1)).toBeNull());
    const values = await valuesOfA();
    expect(new Set(values.slice(0, -1))).toEqual(new Set([1.5]));
  });
});
