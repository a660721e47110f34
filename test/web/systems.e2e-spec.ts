import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const HOSTILE = '<img src=x onerror="document.title=1">';
const LONG = `host-${'x'.repeat(400)}`;

/** Samples of a host, one a minute over the last ten minutes. */
function hostSamples(host: string, cpu: number): object[] {
  return Array.from({ length: 10 }, (_, minute) => {
    const timestamp = new Date(Date.now() - minute * 60_000).toISOString();
    const gauge = (metric_name: string, value: number, unit?: string, tags = {}) => ({
      metric_name,
      metric_type: 'gauge',
      value,
      unit,
      timestamp,
      tags: { host, ...tags },
    });
    return [
      gauge('system_cpu_usage', cpu, 'percent'),
      gauge('system_memory_usage', 40, 'percent'),
      gauge('system_disk_usage', 70 - minute, 'percent', { mount: '/data' }),
    ];
  }).flat();
}

describeInBrowser('the pages of systems', () => {
  let stage: WebStage;
  let billing: Server;
  let isBillingUp = true;

  beforeAll(async () => {
    billing = createServer((_, response) => response.writeHead(isBillingUp ? 200 : 503).end());
    await new Promise<void>((done) => billing.listen(0, '127.0.0.1', done));
    const { port } = billing.address() as AddressInfo;
    stage = await WebStage.start({
      env: {
        HEALTH_CHECK_TARGETS: `billing=http://127.0.0.1:${port}/health`,
        HEALTH_CHECK_INTERVAL: '1',
        COLLECTOR_INTERVAL_SECONDS: '1',
      },
    });
  });
  afterAll(async () => {
    await stage?.stop();
    billing?.close();
  });

  const panel = (name: string | RegExp) => stage.page.getByRole('region', { name });

  it('tells how the host and its processes do', async () => {
    await stage.visit('/systems?range=15m');
    await panel(/ now$/)
      .getByText(/2 CPUs|\d+, .*in use/)
      .waitFor();
    for (const chart of ['CPU', 'Memory', 'Load', 'Network', 'Disks over time']) await panel(chart).waitFor();
    await panel('Memory').getByText('%', { exact: true }).waitFor();
    await panel('Processes').getByRole('link', { name: 'monitoring' }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('systems-host')).toBe(0);
  });

  it('lets one choose among several hosts, whatever they are called', async () => {
    await stage.send('/metrics', [...hostSamples(HOSTILE, 90), ...hostSamples(LONG, 20)]);
    await stage.visit('/systems?range=15m');
    const hosts = stage.page.getByRole('table', { name: 'Hosts' });
    await hosts.getByRole('link', { name: HOSTILE }).click();
    await stage.page.waitForURL(/host=/);
    await panel('CPU').getByText('90', { exact: true }).waitFor();
    await panel('Disks')
      .getByText(/Full in \d+/)
      .waitFor();
    await hosts.getByRole('link', { name: LONG }).click();
    await panel('CPU').getByText('20', { exact: true }).waitFor();
    expect(await stage.photograph('systems-hosts')).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('shows the database as it is, over time, and its tables', async () => {
    await stage.visit('/systems?view=database&range=15m');
    await panel(/^PostgreSQL \d+.* now/)
      .getByText(/\d+ of \d+: \d+ active/)
      .waitFor();
    await panel('Connections').getByText('idle').waitFor();
    await stage.page.getByRole('table', { name: 'Tables' }).getByText('metric_series').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('systems-database')).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('shows a checked service going down', async () => {
    await stage.visit('/systems?view=health&range=15m');
    const row = stage.page.getByRole('table', { name: 'Checked services' }).getByRole('row', { name: /billing/ });
    await row.getByText('up', { exact: true }).waitFor();
    isBillingUp = false;
    await row.getByText(/^(partly )?down$/).waitFor();
    await row.getByRole('img', { name: /billing: down in \d+ of \d+ steps/ }).waitFor();
    isBillingUp = true;
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('systems-health')).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('tells how the jobs that repeat did', async () => {
    await stage.visit('/systems?view=health&range=15m');
    const jobs = stage.page.getByRole('table', { name: 'Jobs' });
    const reload = jobs.getByRole('row').filter({ hasText: 'configuration-reload' });
    await reload.getByText('succeeded').waitFor();
    await jobs.getByRole('row').getByText('audit-checkpoint', { exact: true }).waitFor();
  });

  it('shows the service itself down, with what is wrong, while the rest stands', async () => {
    await stage.visit('/systems?view=health&range=15m');
    await panel('monitoring').getByText('well').waitFor();
    const answer = (await stage.service.request('GET', '/health')).body;
    const database = { status: 'down', latency_ms: 2000, message: 'The database is not available' };
    await stage.page.route('**/api/v1/monitoring/health', (route) =>
      route.fulfill({ status: 503, json: { ...answer, status: 'error', checks: { ...answer.checks, database } } }),
    );
    await panel('monitoring').getByText('The database is not available').waitFor();
    await panel('monitoring').getByText('Seen down').waitFor();
    await panel('Checked services').getByText('billing').waitFor();
    await stage.page.unroute('**/api/v1/monitoring/health');
    await panel('monitoring').getByText('well').waitFor();
    expect(stage.complaints.every((words) => /503/.test(words))).toBe(true);
    stage.complaints.length = 0;
  });

  it('keeps the charts standing when the present cannot be read', async () => {
    await stage.page.route('**/api/v1/monitoring/database', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        json: { title: 'Broken', detail: HOSTILE },
      }),
    );
    await stage.visit('/systems?view=database&range=15m');
    await panel('PostgreSQL now').getByText(HOSTILE).waitFor();
    await panel('Connections').getByText('idle').waitFor();
    await stage.page.unroute('**/api/v1/monitoring/database');
    stage.complaints.length = 0;
  });

  it('says so where nothing was measured', async () => {
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
    await stage.visit(`/systems?from=${daysAgo(50)}&to=${daysAgo(49)}`);
    await panel('Processes').getByText('No process told of itself in this time').waitFor();
    await panel('CPU').locator('[data-empty]').waitFor();
    await stage.page.getByRole('tab', { name: 'Health' }).click();
    await panel('Checked services').getByText('No check was made in this time').waitFor();
    expect(stage.complaints).toEqual([]);
  });
});
