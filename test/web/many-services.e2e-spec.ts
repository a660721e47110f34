import { eventually } from '../support/eventually.js';
import { postMetrics } from '../support/post-metrics.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const SERVICES = 5000;
/** How many services each of the callers calls. */
const CALLED = 4;
const BATCH = 1250;
const CALLERS_AT_ONCE = 250;

const nameOf = (index: number) => `service-${String(index).padStart(4, '0')}`;

/** The requests of one service, as its client would tell them: every hundredth service fails now and then. */
function requestsOf(index: number): object[] {
  const tags = { service: nameOf(index), method: 'GET', route: '/', status: '200' };
  const failed = { ...tags, status: '500' };
  const counter = { metric_name: 'http_requests_total', metric_type: 'counter' };
  return [
    { ...counter, value: SERVICES - index, tags },
    ...(index % 100 === 0 ? [{ ...counter, value: 5, tags: failed }] : []),
    { metric_name: 'http_request_duration_ms', metric_type: 'histogram', value: 5 + (index % 300), unit: 'ms', tags },
  ];
}

/** A request that a service answers by calling the next four. @param caller its index; those called follow as in a heap */
function traceOf(caller: number): object[] {
  const traceId = (caller + 1).toString(16).padStart(32, '0');
  const span = (id: number, parent: number, kind: number) => ({
    traceId,
    spanId: id.toString(16).padStart(16, '0'),
    parentSpanId: parent === 0 ? '' : parent.toString(16).padStart(16, '0'),
    kind,
    name: 'GET /',
    startTimeUnixNano: `${Date.now() - 300}000000`,
    endTimeUnixNano: `${Date.now() - 100}000000`,
  });
  const of = (index: number, spans: object[]) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: nameOf(index) } }] },
    scopeSpans: [{ spans }],
  });
  const turns = Array.from({ length: CALLED }, (_, turn) => turn);
  return [
    of(caller, [span(1, 0, 2), ...turns.map((turn) => span(10 + turn, 1, 3))]),
    ...turns.map((turn) => of(caller * CALLED + turn + 1, [span(20 + turn, 10 + turn, 2)])),
  ];
}

describeInBrowser('five thousand services', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
    await stage.page.goto('about:blank');
    // All of it at once may be more than a busy machine keeps up with: then it is sent again, as the service asks.
    for (let first = 0; first < SERVICES; first += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, at) => requestsOf(first + at)).flat();
      await eventually(() => postMetrics(stage.service, batch));
    }
    const callers = Math.floor((SERVICES - 1) / CALLED);
    for (let first = 0; first < callers; first += CALLERS_AT_ONCE) {
      const some = Array.from({ length: Math.min(CALLERS_AT_ONCE, callers - first) }, (_, at) => first + at);
      await eventually(() => stage.send('~/v1/traces', { resourceSpans: some.flatMap(traceOf) }));
    }
    await stage.signIn('admin');
  });
  afterAll(() => stage?.stop());
  afterEach(() => {
    if (stage.complaints.length > 0) throw new Error(`The browser complains:\n${stage.complaints.join('\n')}`);
  });

  const rows = () => stage.page.getByRole('table', { name: 'Services' }).getByRole('row');

  it('are listed by the rows in view, down to the last', async () => {
    await stage.visit('/services');
    // Those that fail need somebody first; the heading is a row, too.
    await rows().nth(1).getByRole('link', { name: 'service-4900' }).waitFor();
    const table = stage.page.getByRole('table', { name: 'Services' });
    expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(SERVICES);
    expect(await rows().count()).toBeLessThan(60);
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('services-many')).toBe(0);

    await table.getByRole('button', { name: 'Service' }).click();
    await table.getByRole('button', { name: 'Service' }).click();
    await table.locator('xpath=..').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await table.getByRole('link', { name: 'service-4999' }).waitFor();
    expect(await rows().count()).toBeLessThan(60);
  });

  it('are narrowed down by name', async () => {
    await stage.page.getByLabel('Name').fill('SERVICE-49');
    await stage.page.getByText(/^100 of 50\d\d services$/).waitFor();
    await stage.page.getByLabel('Name').fill('service-4321');
    await stage.page.getByText(/^1 of 50\d\d services$/).waitFor();
    await rows().nth(1).getByRole('link', { name: 'service-4321' }).click();
    await stage.page.getByRole('heading', { level: 1, name: 'service-4321' }).waitFor();
    await stage.page.getByRole('table', { name: 'Called by' }).getByRole('link', { name: 'service-1080' }).waitFor();
  });

  it('are drawn as a map of the busiest calls, or of those around one', async () => {
    await stage.visit('/services?view=map');
    const map = stage.page.getByRole('region', { name: 'Map of services' });
    await stage.page.getByRole('heading', { name: 'The 80 busiest calls' }).waitFor();
    expect(await map.getByRole('link').count()).toBeLessThan(170);
    expect(await stage.page.getByRole('table', { name: 'All calls' }).getByRole('row').count()).toBeLessThan(40);
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('services-many-map')).toBe(0);

    const around = stage.page.getByRole('combobox', { name: 'Around' });
    await around.click();
    await stage.page.getByRole('option').first().waitFor();
    expect(await stage.page.getByRole('option').count()).toBeLessThanOrEqual(200);
    await around.fill('service-1080');
    await stage.page.getByRole('option', { name: 'service-1080' }).click();
    await map.getByRole('link', { name: 'service-4321' }).waitFor();
    expect(await map.getByRole('link').count()).toBe(CALLED + 2);
  });

  it('leave the overview short', async () => {
    await stage.visit('/');
    const all = stage.page.getByRole('link', { name: /^All 50\d\d services$/ });
    await all.waitFor();
    const changes = stage.page.getByRole('region', { name: 'What changed' }).getByRole('listitem');
    await changes.getByText(/^New service .*service-\d{4} and many others$/).waitFor();
    expect(await changes.count()).toBeLessThanOrEqual(12);
    expect(await stage.page.locator('main tbody tr').count()).toBeLessThan(40);
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('overview-many')).toBe(0);
    await all.click();
    await stage.page.getByRole('heading', { level: 1, name: 'Services' }).waitFor();
  });

  it('are found by the search of everything', async () => {
    await stage.visit('/');
    await stage.page.getByRole('button', { name: /^Search/ }).click();
    await stage.page.getByRole('combobox').fill('service-2718');
    await stage.page.getByRole('option', { name: /service-2718/ }).click();
    await stage.page.getByRole('heading', { level: 1, name: 'service-2718' }).waitFor();
  });
});
