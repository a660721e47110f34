import { readFileSync } from 'node:fs';
import { eventually } from './support/eventually.js';
import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

interface Panel {
  title: string;
  targets: { rawSql: string }[];
}

const MINUTE = 60_000;
const dashboard = JSON.parse(readFileSync('docs/grafana/metrics.json', 'utf8'));
const panels: Panel[] = dashboard.panels;

/** What Grafana makes of its macros and of the dashboard's variables for the last hour. */
function expand(sql: string): string {
  return sql
    .replaceAll('$__timeFilter(timestamp)', `timestamp between now() - interval '1 hour' and now()`)
    .replaceAll(/\$__timeGroupAlias\((\w+), \$interval\)/g, `floor(extract(epoch from $1) / 300) * 300 as "time"`)
    .replaceAll('$interval', '5m')
    .replaceAll('$service', `'portal','library'`);
}

describe('the Grafana dashboard', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { METRIC_COMPACTION_SECONDS: '1' } });
    const at = Date.now() - 20 * MINUTE;
    const requests = (name: string, status: string, value: number) => ({
      metric_name: 'http_requests_total',
      metric_type: 'counter',
      value,
      tags: { service: name, status },
      timestamp: at,
    });
    const took = (value: number) => ({
      metric_name: 'http_request_duration_ms',
      metric_type: 'histogram',
      value,
      tags: { service: 'portal' },
      timestamp: at,
    });
    await postMetrics(service, [
      requests('portal', '200', 270),
      requests('portal', '503', 30),
      requests('library', '200', 60),
      requests('elsewhere', '200', 1),
      took(10),
      took(30),
    ]);
  });
  afterAll(() => service?.stop());

  const rowsOf = (title: string) =>
    service.query(expand(panels.find((panel) => panel.title === title)!.targets[0]!.rawSql));

  it.each([
    ['Requests per second', { portal: 1, library: 0.2 }],
    ['Share of failed requests', { portal: 10, library: 0 }],
    ['Mean response time', { portal: 20 }],
    ['Slowest response', { portal: 30 }],
  ])('shows in the panel %s what was sent', async (title, expected) => {
    await eventually(async () => {
      const rows = await rowsOf(title);
      expect(Object.fromEntries(rows.map(({ metric, value }) => [metric, Number(value)]))).toEqual(expected);
    });
  });

  it('asks in every panel and variable what PostgreSQL understands and there is data for', async () => {
    for (const { title } of panels) {
      await eventually(async () => expect([title, (await rowsOf(title)).length > 0]).toEqual([title, true]));
    }
    for (const { type, query } of dashboard.templating.list) {
      if (type === 'query') expect((await service.query(query)).length).toBeGreaterThan(0);
    }
  });
});
