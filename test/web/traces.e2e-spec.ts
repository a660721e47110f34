import { ENROLMENT_MS, enrolmentTrace, HOSTILE_OPERATION, quickTraces } from '../support/enrolment-trace.js';
import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const MINUTE_MS = 60_000;
const QUICK = 40;

describeInBrowser('the pages about traces', () => {
  const startAt = Date.now() - 2 * MINUTE_MS;
  const slow = enrolmentTrace(startAt);
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start({ role: 'viewer' });
  });
  afterAll(() => stage?.stop());

  const region = (name: string) => stage.page.getByRole('region', { name, exact: true });
  const button = (name: string | RegExp) => stage.page.getByRole('button', { name });
  const grid = () => stage.page.getByRole('treegrid', { name: 'Spans' });
  const line = (name: string | RegExp) => grid().getByRole('row', { name });
  const details = () => stage.page.getByRole('complementary', { name: 'Span details' });
  const heading = () => stage.page.locator('h1');
  const query = () => new URL(stage.page.url()).searchParams;
  const scatter = () => stage.page.getByRole('img', { name: /traces by time and duration/ });
  /** A range of time that stays, so that a point of the picture has one place. */
  const range = `from=${startAt - 4 * MINUTE_MS}&to=${startAt + MINUTE_MS}`;

  async function looksRight(name: string): Promise<void> {
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`traces-${name}`)).toBe(0);
    expect(await stage.page.locator('main img').count()).toBe(0);
    expect(await stage.page.title()).not.toBe('1');
    expect(stage.complaints).toEqual([]);
  }

  it('tell how to send traces while there are none', async () => {
    await stage.visit('/traces');
    await region('Traces').getByText('No traces in this time').waitFor();
    await region('Traces').getByText('OTEL_EXPORTER_OTLP_ENDPOINT').waitFor();
    await looksRight('empty');
    await stage.visit('/traces/none-such');
    await stage.page.getByText('It is not there').waitFor();
    stage.complaints.length = 0; // the browser tells of the 404
  });

  it('lead from a point of the picture to the trace, its error and its logs', async () => {
    await stage.send('/traces', [...slow.spans, ...quickTraces(QUICK, startAt)]);
    for (const error of slow.errors) await stage.send('/errors', error);
    await stage.send('/logs', slow.logs);

    await stage.visit(`/traces?${range}`);
    await stage.page
      .getByRole('img', { name: `${QUICK + 1} traces by time and duration, 1 of them failed.` })
      .waitFor();
    await looksRight('list');
    await clickPoint(startAt, ENROLMENT_MS);
    await eventually(async () => expect(await heading().innerText()).toBe('POST /enrolments'));
    expect(new URL(stage.page.url()).pathname).toBe(`/traces/${slow.traceId}`);
    await stage.page.getByText('1.48 s').first().waitFor();

    await line(/lock ledger/).click();
    await details().getByText('The ledger of account 13 is locked').waitFor();
    await line(/POST \/payments/).click();
    await details().getByText('ledger 13 is still locked, giving up').waitFor();
    await looksRight('details');
    const group = await details().getByRole('link', { name: 'LedgerLocked' }).getAttribute('href');
    const [known] = (await stage.service.request('GET', `/errors?trace_id=${slow.traceId}&error_type=LedgerLocked`))
      .body.items;
    const { pathname, searchParams } = new URL(group!, stage.page.url());
    expect([pathname, searchParams.get('event')]).toEqual([`/errors/${known.group_id}`, known.error_id]);

    await details().getByRole('link', { name: 'Logs of this trace' }).click();
    await eventually(() => {
      expect(new URL(stage.page.url()).pathname).toBe('/logs');
      expect(query().get('trace_id')).toBe(slow.traceId);
      expect(Date.parse(query().get('from')!)).toBeLessThan(startAt);
      expect(Date.parse(query().get('to')!)).toBeGreaterThan(startAt + ENROLMENT_MS);
    });
  });

  it('show repeats folded, find spans among them, and keep what is selected in the address', async () => {
    await stage.visit(`/traces/${slow.traceId}`);
    const fold = line(/×120/);
    await fold.waitFor();
    expect(await line(/SELECT students/).count()).toBe(3);
    expect(await fold.innerText()).toMatch(/N\+1\?\s+select \* from students where id = \?[\s\S]*480\sms in all/);
    await looksRight('waterfall');
    await fold.click();
    await eventually(async () => expect(await line(/SELECT students/).count()).toBeGreaterThan(10));
    await fold.click();
    await eventually(async () => expect(await line(/SELECT students/).count()).toBe(3));

    const find = stage.page.getByLabel('Find in this trace');
    await find.fill('id = 77');
    await stage.page.getByText('– of 1').waitFor();
    await find.press('Enter');
    await details().getByText('select * from students where id = 77').waitFor();
    expect(await line(/SELECT students/).count()).toBeGreaterThan(10);
    const selected = query().get('span');
    expect(slow.spans).toContainEqual(
      expect.objectContaining({ span_id: selected, tags: { 'db.query.text': 'select * from students where id = 77' } }),
    );
    await stage.page.reload();
    await details().getByText('select * from students where id = 77').waitFor();
    await details().getByRole('button', { name: 'Close the details' }).click();
    await details().waitFor({ state: 'detached' });
    expect(query().get('span')).toBeNull();
  });

  it('can be read with the keyboard alone', async () => {
    await stage.visit(`/traces/${slow.traceId}`);
    await line(/×120/).waitFor();
    await grid().focus();
    const { keyboard } = stage.page;
    await keyboard.press('ArrowLeft');
    await eventually(async () => expect(await grid().getByRole('row').count()).toBe(3));
    expect(await line(/POST \/enrolments.*\+/).getAttribute('aria-expanded')).toBe('false');
    await keyboard.press('ArrowRight');
    await line(/×120/).waitFor();
    await keyboard.press('ArrowDown');
    await keyboard.press('Enter');
    await details().getByRole('heading', { name: 'verify token' }).waitFor();
    await keyboard.press('ArrowDown');
    await details().getByRole('heading', { name: 'GET /keys' }).waitFor();
    await keyboard.press('ArrowLeft');
    await details().getByRole('heading', { name: 'verify token' }).waitFor();
    await keyboard.press('End');
    await details().getByRole('heading', { name: 'audit' }).waitFor();
    await details().getByText('00000000000000ff has not arrived').waitFor();
    await keyboard.press('Escape');
    await details().waitFor({ state: 'detached' });
    expect(stage.complaints).toEqual([]);
  });

  it('zoom into time and back, and show the critical path alone', async () => {
    await stage.visit(`/traces/${slow.traceId}`);
    await line(/×120/).waitFor();
    const whole = button('Whole trace');
    expect(await whole.isDisabled()).toBe(true);
    await drag(await boxOf(grid()), [0.6, 0.3], [0.7, 0.3]);
    await eventually(async () => expect(await whole.isDisabled()).toBe(false));
    await line(/audit/).getByText('›').or(line(/audit/).getByText('‹')).first().waitFor();
    await whole.click();
    expect(await whole.isDisabled()).toBe(true);
    await grid().hover();
    await stage.page.keyboard.down('Control');
    await stage.page.mouse.wheel(0, -300);
    await stage.page.keyboard.up('Control');
    await eventually(async () => expect(await whole.isDisabled()).toBe(false));

    await stage.page.getByRole('switch', { name: 'Critical path only' }).click();
    await line(/GET \/keys/).waitFor();
    await stage.page.getByRole('tab', { name: 'Operations' }).click();
    await stage.page.getByRole('row', { name: /SELECT students students 120/ }).waitFor();
    await looksRight('operations-of-one');
    await stage.page.getByRole('tab', { name: /Errors and logs/ }).click();
    await stage.page.getByText('Caused by LedgerLocked further down.').waitFor();
    await looksRight('errors-and-logs');
  });

  it('are narrowed by fields, by values and by dragging over the picture', async () => {
    await stage.visit(`/traces?${range}`);
    await region('Traces').getByRole('link', { name: 'POST /enrolments' }).waitFor();
    await stage.page.getByLabel('Took at least').fill('1 s');
    await stage.page.getByRole('img', { name: /^1 traces by time/ }).waitFor();
    expect(query().get('min_duration_ms')).toBe('1000');
    await button('Clear').first().click();
    await stage.page.getByRole('img', { name: `${QUICK + 1} traces by time` }).waitFor();

    await button('Only students').first().click();
    await eventually(() => expect(query().get('service')).toBe('students'));
    await stage.page.getByLabel('Attribute of a span').fill('release=1.5');
    await button('Add').click();
    await stage.page.getByRole('img', { name: `${QUICK / 2} traces by time` }).waitFor();
    expect(query().getAll('attribute')).toEqual(['release:1.5']);
    await button('Remove release:1.5').click();
    await eventually(() => expect(query().has('attribute')).toBe(false));
    await button('Clear').first().click();

    await stage.page.getByRole('img', { name: `${QUICK + 1} traces by time` }).waitFor();
    await drag(await boxOf(scatter()), [0.4, 0.05], [0.98, 0.4]);
    await stage.page.getByRole('img', { name: /^1 traces by time/ }).waitFor();
    expect(Number(query().get('min_duration_ms'))).toBeGreaterThan(20);
    expect(Date.parse(query().get('from')!)).toBeGreaterThan(startAt - 4 * MINUTE_MS);
    expect(stage.complaints).toEqual([]);
  });

  it('tell what operations do, and what became slower', async () => {
    await stage.visit('/traces?tab=operations');
    // They are counted every few seconds.
    const counted = region('Operations of all services').getByRole('row', { name: /lock ledger/ });
    await counted.waitFor({ timeout: 40_000 });
    await looksRight('operations');
    await region('Operations of all services').getByRole('button', { name: 'POST /enrolments' }).click();
    await eventually(() => expect([query().get('operation'), query().get('tab')]).toEqual(['POST /enrolments', null]));

    const half = new Date(startAt - (QUICK / 2) * 5000).toISOString();
    const end = new Date(startAt).toISOString();
    await stage.visit(`/traces?tab=compare&from=${half}&to=${end}`);
    await button('students · GET /students/:id').click();
    await stage.page.getByRole('row', { name: /Traces stored 20 20/ }).waitFor();
    await button('Look at the attributes').click();
    await stage.page.getByRole('row', { name: 'students · release 1.5 0 % 100 %' }).waitFor();
    await looksRight('compare');
  });

  it('stand when one of their answers fails', async () => {
    await stage.page.route('**/api/v1/monitoring/logs?*', (route) => route.fulfill({ status: 500, body: '{}' }));
    await stage.page.route('**/api/v1/monitoring/traces/services?*', (route) =>
      route.fulfill({ status: 503, body: '{}' }),
    );
    await stage.visit(`/traces/${slow.traceId}?view=events`);
    await stage.page.getByText('The service could not answer').waitFor();
    await stage.page.getByText('LedgerLocked').first().waitFor();
    await stage.visit(`/traces?${range}`);
    await region('Traces').getByRole('link', { name: 'POST /enrolments' }).waitFor();
    await stage.page.route('**/api/v1/monitoring/traces?*', (route) => route.fulfill({ status: 503, body: '{}' }));
    await stage.page.reload();
    await region('Traces').getByText('The service cannot read its data now').waitFor();
  });

  it('take hostile names for text', async () => {
    await stage.signIn('viewer');
    await stage.send('/traces', [
      {
        trace_id: 'hostile',
        span_id: 'a',
        operation_name: HOSTILE_OPERATION,
        service_name: `<b>${'x'.repeat(120)}`,
        start_time: new Date(startAt).toISOString(),
        duration_ms: 5,
        tags: { [`<i>${'k'.repeat(100)}`]: `<script>${'v'.repeat(900)}` },
      },
    ]);
    await stage.visit(`/traces?${range}`);
    await region('Traces')
      .getByRole('link', { name: /^<img src=x/ })
      .waitFor();
    await looksRight('hostile-list');
    await stage.visit('/traces/hostile?span=a');
    await details()
      .getByText(/<script>v+/)
      .waitFor();
    await looksRight('hostile');
  });

  async function boxOf(locator: ReturnType<typeof scatter>) {
    await locator.scrollIntoViewIfNeeded();
    return (await locator.boundingBox())!;
  }

  type Box = Awaited<ReturnType<typeof boxOf>>;
  type Share = readonly [x: number, y: number];

  /** Drags from one place of an element to another, both in shares of it. */
  async function drag({ x, y, width, height }: Box, from: Share, to: Share): Promise<void> {
    const { mouse } = stage.page;
    await mouse.move(x + width * from[0], y + height * from[1]);
    await mouse.down();
    await mouse.move(x + width * ((from[0] + to[0]) / 2), y + height * ((from[1] + to[1]) / 2));
    await mouse.move(x + width * to[0], y + height * to[1]);
    await mouse.up();
  }

  /** Clicks where a trace of this moment and duration stands in the picture: it shows 10 ms to 2 s, and the whole range. */
  async function clickPoint(at: number, tookMs: number): Promise<void> {
    const { x, y, width, height } = await boxOf(scatter());
    const [left, right, top, bottom] = [58, 12, 8, 22];
    const across = (at - (startAt - 4 * MINUTE_MS)) / (5 * MINUTE_MS);
    const up = Math.log(tookMs / 10) / Math.log(2000 / 10);
    await stage.page.mouse.click(
      x + left + across * (width - left - right),
      y + top + (1 - up) * (height - top - bottom),
    );
  }
});
