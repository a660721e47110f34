import type { Locator } from 'playwright-core';
import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const HOSTILE = '<img src=x onerror="document.title=1">';
const LONG = 'x'.repeat(500);
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const SPAN = '00f067aa0ba902b7';
const MINUTE = 60_000;

describeInBrowser('the pages of the log', () => {
  let stage: WebStage;
  const startedAt = Date.now();

  beforeAll(async () => {
    stage = await WebStage.start();
  });
  afterAll(() => stage?.stop());
  afterEach(() => {
    if (stage.complaints.length > 0) throw new Error(`The browser complains:\n${stage.complaints.join('\n')}`);
  });

  const lines = (): Locator => stage.page.getByRole('listitem').filter({ has: stage.page.locator('time') });
  const opener = (text: string | RegExp): Locator => stage.page.getByRole('button', { name: text, expanded: false });
  const query = () => new URL(stage.page.url()).searchParams;
  const lineCount = (count: number) => eventually(async () => expect(await lines().count()).toBe(count));

  async function fill(): Promise<void> {
    const at = (secondsAgo: number) => new Date(startedAt - 5 * MINUTE - secondsAgo * 1000).toISOString();
    const visits = Array.from({ length: 450 }, (_, i) => ({
      service: 'students',
      message: `GET /students/${i} answered 200`,
      attributes: { route: '/students/:id', shard: i % 2 },
      timestamp: at(i),
    }));
    const payment = { service: 'billing', level: 'error', trace_id: TRACE, span_id: SPAN };
    const payments = Array.from({ length: 6 }, (_, i) => ({
      ...payment,
      message: `Payment ${i} failed\n    at charge (payments.ts:${i})`,
      attributes: { provider: i < 4 ? 'ecocash' : 'paynow', code: i ? 'ECONNRESET' : 'ETIMEDOUT', 'a:b': { c: 1 } },
      timestamp: at(100.5 + 10 * i),
    }));
    const around = Array.from({ length: 120 }, (_, i) => ({
      service: 'billing',
      level: 'debug',
      message: `step ${i} of billing`,
      timestamp: at(60 + i),
    }));
    const hostile = {
      service: `${HOSTILE}${LONG}`.slice(0, 128),
      level: 'warn',
      message: `${HOSTILE} ${LONG}`,
      attributes: { [HOSTILE]: `${HOSTILE}${LONG}` },
      timestamp: at(3),
    };
    await stage.send('/logs', [...visits, ...payments, ...around, hostile]);
    const span = { trace_id: TRACE, span_id: SPAN, operation_name: 'charge', service_name: 'billing' };
    await stage.send('/traces', { ...span, start_time: at(100), duration_ms: 20 });
  }

  it('say what to do while there are no lines', async () => {
    await stage.visit('/logs');
    await stage.page.getByText('No lines in this time').waitFor();
    await stage.page.getByText('POST /api/v1/monitoring/logs').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('logs-empty')).toBe(0);
  });

  it('find lines by their words, narrow them down by clicking on values, and keep all that in the address', async () => {
    const { page } = stage;
    await fill();
    await stage.visit('/logs');
    await page.getByRole('textbox', { name: 'Search messages' }).fill('payment');
    await lineCount(6);
    expect(await page.locator('mark').allInnerTexts()).toEqual(Array.from({ length: 6 }, () => 'Payment'));

    await opener(/Payment 0/).click();
    await page.getByText('at charge (payments.ts:0)').waitFor();
    await page.getByRole('button', { name: 'Filter for provider' }).click();
    await lineCount(4);
    await opener(/Payment 0/).click();
    await page.getByRole('button', { name: 'Filter out code' }).click();
    await lineCount(3);
    await opener(/Payment 1/).click();
    await page.getByRole('button', { name: 'Add column provider' }).click();
    await page.getByRole('button', { name: 'Remove column provider' }).first().waitFor();
    expect(query().toString()).toBe(
      'search=payment&attribute=provider%3Aecocash&exclude=code%3AETIMEDOUT&columns=attributes.provider',
    );

    await page.reload();
    await lineCount(3);
    await page.getByRole('button', { name: 'Remove filter code ≠ ETIMEDOUT' }).click();
    await lineCount(4);
    await page.getByRole('button', { name: 'Clear all filters' }).click();
    await eventually(() => expect(query().has('search')).toBe(false));
  });

  it('look right, open and closed, on every screen', async () => {
    await stage.visit('/logs?search=payment&columns=attributes.provider');
    await opener(/Payment 2/).click();
    await stage.page.getByRole('button', { name: 'Copy trace_id' }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('logs-lines')).toBe(0);
  });

  it('show hostile and endless texts as they are', async () => {
    const { page } = stage;
    await stage.visit('/logs?level=warn&columns=attributes.%3Cimg&wrap=on');
    const hostile = lines().filter({ hasText: LONG });
    await hostile.getByRole('button', { expanded: false }).click();
    await page.getByRole('button', { name: `Filter for ${HOSTILE}` }).click();
    await eventually(() => expect(query().get('attribute')).toBe(`${HOSTILE}:${HOSTILE}${LONG}`));
    await lineCount(1);
    await hostile.getByRole('button', { expanded: false }).click();
    expect(await page.title()).toBe('Logs · Monitoring');
    expect(await page.locator('main img').count()).toBe(0);
    expect(await stage.photograph('logs-hostile')).toBe(0);
  });

  it('show a line among its neighbours, and more of them on both sides', async () => {
    const { page } = stage;
    await stage.visit('/logs?search=payment');
    await opener(/Payment 3/).click();
    await page.getByRole('button', { name: 'Context' }).click();
    const drawer = page.getByRole('dialog');
    const shown = () => drawer.locator('[data-id]').count();
    await eventually(async () => expect(await shown()).toBe(31));
    expect(await drawer.locator('[data-marked="true"]').innerText()).toContain('Payment 3 failed');
    await drawer.getByRole('button', { name: 'Earlier lines' }).click();
    await eventually(async () => expect(await shown()).toBe(67));
    expect(await drawer.getByRole('button', { name: 'Earlier lines' }).isDisabled()).toBe(true);
    await drawer.getByRole('button', { name: 'Later lines' }).click();
    await eventually(async () => expect(await shown()).toBe(117));
    await drawer.getByRole('button', { name: 'Later lines' }).click();
    await eventually(async () => expect(await shown()).toBe(126));
    expect(await drawer.getByRole('button', { name: 'Later lines' }).isDisabled()).toBe(true);
    const times = await drawer.locator('time').evaluateAll((all) => all.map((time) => time.getAttribute('datetime')!));
    expect(times).toEqual(times.toSorted());

    // The address alone shows it again, whatever else the page is filtered by.
    await stage.visit(`/logs?line=${query().get('line')}&search=nothing`);
    await page.getByRole('dialog').getByText('Payment 3 failed').first().waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => expect(query().has('line')).toBe(false));
  });

  it('look right with a line in its context', async () => {
    const { page } = stage;
    await stage.visit('/logs?search=payment');
    await opener(/Payment 3/).click();
    await page.getByRole('button', { name: 'Context' }).click();
    await page.getByRole('dialog').getByText('Payment 3 failed').first().waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('logs-context')).toBe(0);
  });

  it('lead to the trace of a line', async () => {
    const { page } = stage;
    await stage.visit('/logs?search=payment');
    await opener(/Payment 4/).click();
    await page.getByRole('link', { name: 'Span', exact: true }).click();
    await eventually(() => expect(new URL(page.url()).pathname).toBe(`/traces/${TRACE}`));
    expect(query().get('span')).toBe(SPAN);
    await page.getByRole('heading', { name: 'charge' }).first().waitFor();
  });

  it('are read by the keyboard alone', async () => {
    const { page } = stage;
    await stage.visit('/logs?search=payment');
    await lineCount(6);
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
    await page.keyboard.press('j');
    await eventually(async () => expect(await focused()).toContain('Payment 0'));
    await page.keyboard.press('ArrowDown');
    await eventually(async () => expect(await focused()).toContain('Payment 1'));
    await page.keyboard.press('k');
    await eventually(async () => expect(await focused()).toContain('Payment 0'));
    await page.keyboard.press('Enter');
    await page.getByText('at charge (payments.ts:0)').waitFor();
    await page.keyboard.press('c');
    await page.getByRole('dialog').getByText('Payment 0 failed').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /Payment 0/ }).focus();
    await page.keyboard.press('t');
    await eventually(() => expect(new URL(page.url()).pathname).toBe(`/traces/${TRACE}`));
  });

  it('load older lines as they are scrolled to', async () => {
    const { page } = stage;
    await stage.visit('/logs?service=students');
    const list = page.getByRole('region', { name: 'Log lines, newest first' });
    await list.hover();
    await eventually(async () => {
      await page.mouse.wheel(0, 4000);
      expect(await list.innerText()).toContain('GET /students/449 answered 200');
    });
    await page.getByText('All 450 lines of this time are shown.').waitFor();
    expect(await lines().count()).toBeLessThan(100);
    await page.getByRole('button', { name: 'Newest' }).click();
    await page.getByText('GET /students/0 answered 200').waitFor();
  });

  it('zoom into the time that is dragged over', async () => {
    const { page } = stage;
    await stage.visit('/logs');
    const chart = page.getByRole('slider', { name: 'Lines over time, time' });
    await chart.locator('.u-over').waitFor();
    const box = (await chart.locator('.u-over').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.25, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.5, box.y + 20, { steps: 5 });
    await page.mouse.up();
    await eventually(() => expect(query().has('from')).toBe(true));
    const span = Date.parse(query().get('to')!) - Date.parse(query().get('from')!);
    expect(Math.abs(span - 15 * MINUTE)).toBeLessThan(MINUTE);
  });

  it('group lines by what they say, and lead from a pattern to its lines', async () => {
    const { page } = stage;
    await stage.visit('/logs?view=patterns');
    await page.getByText('All 577 lines of this time make 4 patterns').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('logs-patterns')).toBe(0);
    await page.getByRole('button', { name: 'Payment <n> failed', exact: true }).click();
    await lineCount(6);
    expect(query().get('service')).toBe('billing');
  });

  it('follow the log, stand still for somebody who reads, and tell what was left out', async () => {
    const { page } = stage;
    const say = (from: number, count: number) =>
      stage.send(
        '/logs',
        Array.from({ length: count }, (_, i) => ({
          service: 'live',
          message: `tick ${from + i}`,
          timestamp: Date.now() - count + i,
        })),
      );
    await stage.visit('/logs?view=tail&service=live');
    await page.getByRole('region', { name: 'Live tail' }).getByText('Live', { exact: true }).waitFor();
    await page.getByText('Nothing came in yet').waitFor();
    await say(0, 100);
    await page.getByText('tick 99', { exact: true }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('logs-tail')).toBe(0);

    await page.getByRole('region', { name: 'Lines as they come in' }).hover();
    await page.mouse.wheel(0, -800);
    await page.getByRole('button', { name: 'Follow' }).waitFor();
    await say(100, 20);
    await page.getByRole('button', { name: '20 new lines' }).waitFor();
    expect(await page.getByText('tick 119', { exact: true }).count()).toBe(0);
    await page.getByRole('button', { name: '20 new lines' }).click();
    await page.getByText('tick 119', { exact: true }).waitFor();

    await say(120, 800);
    await page.getByText('tick 919', { exact: true }).waitFor();
    await page.getByText('300 left out').waitFor();
  });

  it('hand out what they show as a file and as a call', async () => {
    const { page } = stage;
    await stage.visit('/logs?search=payment&level=error');
    await lineCount(6);
    await page.getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: 'All of these as NDJSON' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const records = Buffer.concat(chunks)
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(records.map(({ message }) => message.split('\n')[0])).toEqual(
      [5, 4, 3, 2, 1, 0].map((i) => `Payment ${i} failed`),
    );
  });

  it('stand when one part of them fails, and are open to viewers', async () => {
    await stage.signIn('viewer');
    const { page } = stage;
    await page.route('**/logs/counts?*', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"detail":"The database rests."}' }),
    );
    await stage.visit('/logs?search=payment');
    await page.getByText('The database rests.').waitFor();
    await lineCount(6);
    await page.unroute('**/logs/counts?*');
    stage.complaints.length = 0; // The browser says itself that an answer was 503.
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('slider', { name: 'Lines over time, time' }).waitFor();
  });
});
