import { describeInBrowser, WebStage } from '../support/web-stage.js';

const HOSTILE = `<img src=x onerror="document.title=1">${'x'.repeat(80)}`;
const AWKWARD = 'a/b c?d&e%f';

describeInBrowser('the services', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
  });
  afterAll(() => stage?.stop());

  const requests = (service: string, status: string, count: number, ms: number) => {
    const tags = { service, method: 'GET', route: '/', status };
    return [
      { metric_name: 'http_requests_total', metric_type: 'counter', value: count, tags },
      { metric_name: 'http_request_duration_ms', metric_type: 'histogram', value: ms, unit: 'ms', tags },
    ];
  };
  const key = (name: string, value: string) => ({ key: name, value: { stringValue: value } });
  const span = (id: string, parentSpanId: string, kind: number, name: string) => ({
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    spanId: id.padStart(16, '0'),
    parentSpanId: parentSpanId === '' ? '' : parentSpanId.padStart(16, '0'),
    kind,
    name,
    startTimeUnixNano: `${Date.now() - 300}000000`,
    endTimeUnixNano: `${Date.now() - 100}000000`,
  });

  it('say what to do while there is none but this one', async () => {
    await stage.visit('/services?view=map');
    await stage.page.getByText('No call between services was seen in this time').waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('are listed, the one that needs somebody first', async () => {
    await stage.send('/metrics', [
      ...requests('students', '200', 500, 20),
      ...requests('billing', '200', 50, 80),
      ...requests('billing', '500', 50, 900),
      ...requests(AWKWARD, '200', 5, 10),
      ...requests(HOSTILE, '200', 5, 10),
    ]);
    await stage.send('/alerts', { name: 'Cards fail', severity: 'critical', tags: { service: 'students' } });
    await stage.visit('/services');
    const rows = stage.page.getByRole('table', { name: 'Services' }).getByRole('row');
    await rows.nth(1).getByRole('link', { name: 'students' }).waitFor();
    expect(await rows.nth(1).innerText()).toContain('1 alert firing');
    await rows.nth(2).getByText('50 %').waitFor();
    expect(await stage.page.locator('main img').count()).toBe(0);

    await stage.page.getByLabel('Name').fill('BILL');
    await stage.page.getByText(/^1 of \d+ services$/).waitFor();
    await stage.page.waitForURL(/q=BILL/);
    expect(await stage.accessFaults()).toEqual([]);
    await stage.page.getByLabel('Name').fill('');
    await rows.nth(4).waitFor();
    expect(await stage.photograph('services-list')).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('are drawn as a map of who calls whom, which leads to one of them', async () => {
    await stage.service.request('POST', '~/v1/traces', {
      body: {
        resourceSpans: [
          {
            resource: { attributes: [key('service.name', 'students'), key('service.version', '2.0.1')] },
            scopeSpans: [{ spans: [span('1', '', 2, 'GET /students'), span('2', '1', 3, 'GET')] }],
          },
          {
            resource: { attributes: [key('service.name', 'billing')] },
            scopeSpans: [{ spans: [span('3', '2', 2, 'GET /balance')] }],
          },
        ],
      },
    });
    await stage.visit('/services?view=map');
    const map = stage.page.getByRole('region', { name: 'Map of services' });
    await map.getByRole('link', { name: 'billing' }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('services-map')).toBe(0);
    await map.getByRole('link', { name: 'students' }).click();
    await stage.page.getByRole('heading', { level: 1, name: 'students' }).waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('are shown one by one: what is wrong, how it does, what it does, whom it calls', async () => {
    await stage.visit('/services/students');
    const { page } = stage;
    await page.getByRole('region', { name: 'Alerts' }).getByRole('link', { name: 'Cards fail' }).waitFor();
    await page.getByRole('slider', { name: 'Requests, time' }).waitFor();
    await page.getByRole('table', { name: 'Operations' }).getByText('GET /students').waitFor();
    await page.getByRole('table', { name: 'Calls', exact: true }).getByRole('link', { name: 'billing' }).waitFor();
    await page.getByRole('table', { name: 'Versions' }).getByText('2.0.1').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('service')).toBe(0);
    await page.getByRole('link', { name: 'Logs', exact: true }).last().click();
    await page.waitForURL(/\/logs\?.*service=students/);
    expect(stage.complaints).toEqual([]);
  });

  it.each([AWKWARD, HOSTILE])('may be called %p', async (name) => {
    await stage.visit('/services');
    await stage.page.getByRole('link', { name, exact: true }).click();
    await stage.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    await stage.page.getByRole('slider', { name: 'Requests, time' }).waitFor();
    await stage.page.reload();
    await stage.page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('say so where one fails to come, and the rest stands', async () => {
    await stage.page.route('**/services?*', (route) =>
      route.fulfill({
        status: 500,
        contentType: 'application/problem+json',
        body: '{"title":"Internal Server Error","request_id":"r-7"}',
      }),
    );
    await stage.visit('/services');
    await stage.page.getByText('The service could not answer').waitFor();
    await stage.page.getByText('Request r-7').waitFor();
    await stage.page.unroute('**/services?*');
    await stage.page.getByRole('button', { name: 'Try again' }).click();
    await stage.page.getByRole('table', { name: 'Services' }).waitFor();
  });
});
