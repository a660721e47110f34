import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HOSTILE, hostileError, seatNotFound, sentryEnvelope } from '../support/error-samples.js';
import { eventually } from '../support/eventually.js';
import { MinifiedBuild } from '../support/minified-build.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const MAIN = `import { enrolPupil } from './enrol.js';
try {
  enrolPupil(2);
} catch (fault) {
  console.log((fault as Error).stack);
}
`;
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describeInBrowser('the pages about errors', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
  });
  afterAll(() => stage?.stop());

  const row = (name: string | RegExp) => stage.page.getByRole('row', { name });
  const region = (name: string) => stage.page.getByRole('region', { name, exact: true });
  const button = (name: string | RegExp, exact = true) => stage.page.getByRole('button', { name, exact });
  const heading = () => stage.page.locator('h1');
  const groupOf = async (type: string) =>
    (await stage.service.request('GET', `/error-groups?error_type=${encodeURIComponent(type)}`)).body.items[0];

  async function looksRight(name: string): Promise<void> {
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`errors-${name}`)).toBe(0);
    expect(await stage.page.locator('main img').count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  }

  /** The span in which an error was thrown, so that there is a trace to go to. */
  async function sendSpan(traceId: string, spanId: string): Promise<void> {
    const [start, end] = [Date.now() - 300, Date.now()].map((at) => `${at}000000`);
    const span = { traceId, spanId, kind: 2, name: 'GET /seats', startTimeUnixNano: start, endTimeUnixNano: end };
    const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'web' } }] };
    const body = { resourceSpans: [{ resource, scopeSpans: [{ spans: [span] }] }] };
    expect((await stage.service.request('POST', '~/v1/traces', { body })).status).toBe(200);
  }

  it('tell how to send errors while there are none', async () => {
    await stage.visit('/errors');
    await stage.page.getByText('No error has come yet').waitFor();
    await stage.page.getByRole('tab', { name: 'Browser, by Sentry’s SDK' }).click();
    await stage.page.getByText(/dsn: 'http:\/\/INGEST_KEY@/).waitFor();
    await looksRight('empty');
  });

  it('list groups, found by what the address says, and by the keyboard alone', async () => {
    await stage.send('/errors', [
      ...[1, 2, 3, 4].map((n) => seatNotFound({ timestamp: minutesAgo(10 * n), user_id: `u-${n}` })),
      { error_type: 'LedgerLocked', error_message: 'The ledger is locked', service: 'billing', severity: 'warning' },
      hostileError(),
    ]);
    await stage.page.getByRole('link', { name: 'SeatNotFound' }).waitFor();
    await row(/SeatNotFound.*New.*seats/)
      .getByText('4', { exact: true })
      .first()
      .waitFor();
    await button('Unresolved 3').waitFor();
    await looksRight('list');

    await stage.page.getByLabel('Search', { exact: true }).fill('ledger');
    await eventually(() => expect(stage.page.url()).toContain('q=ledger'));
    await eventually(async () => expect(await row(/SeatNotFound/).count()).toBe(0));
    await stage.page.reload();
    await row(/LedgerLocked/).waitFor();
    await stage.page.getByLabel('Search', { exact: true }).fill('nothing like it');
    await button('Take the filters away').click();
    await row(/SeatNotFound/).waitFor();
    await region('By service')
      .getByRole('button', { name: /billing/ })
      .click();
    await eventually(() => expect(stage.page.url()).toContain('service=billing'));
    await eventually(async () => expect(await row(/SeatNotFound/).count()).toBe(0));
    await row(/LedgerLocked/).waitFor();

    await stage.page.locator('h1').click();
    await stage.page.keyboard.press('j');
    await stage.page.keyboard.press('x');
    await stage.page.getByText('1 selected').waitFor();
    await stage.page.keyboard.press('e');
    await stage.page.getByText('Everything is resolved or ignored').or(stage.page.getByText('No group fits')).waitFor();
    expect((await groupOf('LedgerLocked')).status).toBe('resolved');
    expect(stage.complaints).toEqual([]);
  });

  it('lead from an error to its source line and its trace', async () => {
    await stage.visit('/errors');
    await row(/SeatNotFound/)
      .getByRole('link')
      .click();
    await eventually(async () => expect(await heading().innerText()).toBe('SeatNotFound'));
    const stack = region('Stack');
    await stack.getByText('throw new SeatNotFound(id);').waitFor();
    expect(await stack.locator('[aria-current]').first().innerText()).toMatch(/^42\s+throw new SeatNotFound/);
    await stack.getByText('QueryTimeout').waitFor();
    expect(await stack.getByText('processTicksAndRejections').count()).toBe(0);
    await stack.getByRole('button', { name: '2 calls in Node.js, express' }).click();
    await stack.getByText('processTicksAndRejections').waitFor();
    await looksRight('group');

    const trace = region('Event').getByRole('link', { name: 'Trace', exact: true });
    await sendSpan('4bf92f3577b34da6a3ce929d0e0e4736', '00f067aa0ba902b7');
    await trace.click();
    await eventually(() => {
      const { pathname, searchParams } = new URL(stage.page.url());
      expect(pathname).toBe('/traces/4bf92f3577b34da6a3ce929d0e0e4736');
      expect(searchParams.get('span')).toBe('00f067aa0ba902b7');
    });
    await stage.page.goBack();
    await region('Stack').waitFor();
  });

  it('go through the events of a group, and narrow them down', async () => {
    const { group_id: id } = await groupOf('SeatNotFound');
    await stage.visit(`/errors/${id}`);
    await button('Older').click();
    await eventually(() => expect(stage.page.url()).toContain('event='));
    const older = stage.page.url();
    await stage.page.reload();
    await region('Event').getByText('u-2').waitFor();
    await button('Newer').click();
    await region('Event').getByText('u-1').waitFor();
    await button('First').click();
    await region('Event').getByText('u-4').waitFor();
    await stage.visit(`/errors/${id}?event=gone`);
    await button('Show the newest').click();
    await region('Event').getByText('u-1').waitFor();
    // The 404 that was asked for.
    expect(stage.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
    await stage.page.goto(older);
    await region('Breakdown').getByRole('button', { name: /u-3/ }).click();
    await stage.page.getByText(/1 of the newest 4 events with user u-3/).waitFor();
    expect(await region('Events').last().getByRole('row').count()).toBe(2);
    expect(stage.complaints).toEqual([]);
  });

  it('show what a browser told: breadcrumbs, request, contexts, attachments', async () => {
    const { body: key } = await stage.service.request('POST', '/ingest-keys', { body: { name: 'pages' } });
    const sent = await stage.service.request('POST', `~/api/1/envelope/?sentry_key=${key.key}`, {
      as: null,
      body: sentryEnvelope(Date.now()),
      headers: { 'content-type': 'application/x-sentry-envelope' },
    });
    expect(sent.status).toBe(200);
    await stage.visit(`/errors/${(await groupOf('TypeError')).group_id}`);
    const crumbs = region('Before it happened');
    await crumbs.getByText('navigation').waitFor();
    expect(await crumbs.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringMatching(/^−42.0 s\s+navigation\s+\/enrol/),
      expect.stringContaining(HOSTILE),
      expect.stringMatching(/^0\s+TypeError seat is undefined/),
    ]);
    const told = region('What its sender told');
    await told.getByText('https://school.example/enrol').waitFor();
    await told.getByText('cart.seats').waitFor();
    const [download] = await Promise.all([
      stage.page.waitForEvent('download'),
      region('Attachments').getByRole('link', { name: 'state<b>.json' }).click(),
    ]);
    expect(readFileSync((await download.path())!, 'utf8')).toBe('{"cart":3}');
    await looksRight('browser-event');
  });

  it('show the stack of the source and the one that was sent', async () => {
    const build = await MinifiedBuild.of(MAIN);
    const map = readFileSync(join(build.dist, 'app.js.map'), 'utf8');
    const { stdout } = await promisify(execFile)(process.execPath, [join(build.dist, 'app.js')]);
    build.remove();
    await stage.service.request('POST', '/releases/pages@1/source-maps?file=~/dist/app.js', { body: map });
    const error = { error_type: 'SeatTaken', error_message: 'seat 2 is taken', service: 'pages', release: 'pages@1' };
    await stage.send('/errors', { ...error, stack_trace: stdout });
    await stage.visit(`/errors/${(await groupOf('SeatTaken')).group_id}`);
    const stack = region('Stack');
    await stack.getByText("throw new SeatTaken('seat ' + seat + ' is taken');").waitFor();
    await stack.getByText('As it was sent', { exact: true }).click();
    await stack
      .getByText(/dist\/app\.js/)
      .first()
      .waitFor();
    expect(stage.page.url()).toContain('stack=raw');
    expect(await stack.getByText('throw new SeatTaken').count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('resolve a group, which regresses with the next event', async () => {
    const { group_id: id } = await groupOf('SeatNotFound');
    await stage.visit(`/errors/${id}`);
    await button('Resolve').click();
    await stage.page.locator('header').getByText('Resolved', { exact: true }).waitFor();
    await stage.send('/errors', seatNotFound());
    await stage.page.locator('header').getByText('Regressed', { exact: true }).waitFor();
    await region('Activity').getByText('came back after it had been resolved').waitFor();

    await button('Ignore').click();
    await stage.page.getByRole('menuitem', { name: 'Until it has had 100 more events' }).click();
    await stage.page.getByText('until 100 more events').waitFor();
    await button('Open again').click();
    await button('Assign').click();
    await button('To me').click();
    await button('Assigned: test-admin').waitFor();
    await stage.page.getByLabel('Comment', { exact: true }).fill(`It is the pool ${HOSTILE}`);
    await button('Comment').click();
    await region('Activity').getByText(`It is the pool ${HOSTILE}`).waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('merge groups, and take one out again', async () => {
    const other = (place: string) => ({
      error_type: 'Merging',
      error_message: `at ${place}`,
      service: 'merging',
      stack_trace: `Merging: at ${place}\n    at ${place} (/app/src/${place}.js:1:1)`,
    });
    await stage.send('/errors', [other('enrol'), other('enrol'), other('leave')]);
    await stage.visit('/errors?service=merging');
    await stage.page.getByLabel('Select Merging: at enrol').check();
    await stage.page.getByLabel('Select Merging: at leave').check();
    await button('Merge').click();
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Merge' }).click();
    await eventually(async () => expect(await stage.page.getByLabel(/^Select Merging/).count()).toBe(1));
    await row(/Merging/)
      .getByRole('link')
      .click();
    await region('Merged into it (1)').getByRole('button', { name: 'Unmerge' }).click();
    await region('Of the same type in this service').waitFor();
    await stage.page.goBack();
    await eventually(async () => expect(await stage.page.getByLabel(/^Select Merging/).count()).toBe(2));
    expect(stage.complaints).toEqual([]);
  });

  it('show hostile names as text, on the page of their group too', async () => {
    const { body } = await stage.service.request('GET', '/error-groups?severity=critical');
    await stage.visit(`/errors/${body.items[0].group_id}`);
    await region('Stack').getByText(HOSTILE).first().waitFor();
    await looksRight('hostile');
  });

  it('keep rules for grouping in order, and tell what they would meet', async () => {
    await stage.visit('/errors/settings?release=pages@1');
    for (const name of ['Seats', 'Rest']) {
      await button('New rule').click();
      const dialog = stage.page.getByRole('dialog');
      await dialog.getByLabel('Name').fill(name);
      await dialog.getByLabel('Pattern').fill(name === 'Seats' ? '*SeatNotFound' : '*');
      await dialog
        .getByText(name === 'Seats' ? /It meets 5 of the newest \d+ errors, of 1 group\./ : /It meets/)
        .waitFor();
      await dialog.getByLabel('Fingerprint, a part on each line').fill(`${name}\n{{ error.type }}`);
      if (name === 'Seats') await looksRight('rule');
      await button('Keep').click();
      await region('Fingerprint rules').getByText(name, { exact: true }).waitFor();
    }
    const rules = async () => (await stage.service.request('GET', '/error-fingerprint-rules')).body.items;
    const names = async () => (await rules()).map(({ name }: { name: string }) => name);
    expect(await names()).toEqual(['Seats', 'Rest']);
    await button('Earlier: Rest').click();
    await eventually(async () => expect(await names()).toEqual(['Rest', 'Seats']));
    await stage.page.getByLabel('On: Rest').click({ force: true });
    await eventually(async () => expect((await rules())[0].enabled).toBe(false));
    await row(/dist\/app\.js/).waitFor();
    await looksRight('settings');

    await region('Fingerprint rules').getByRole('button', { name: 'Delete' }).first().click();
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await eventually(async () => expect(await names()).toEqual(['Seats']));
    await button('Delete all of this release').click();
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await stage.page.getByText('There is no map of this release').waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('stand while one panel has no answer, and offer a viewer no changes', async () => {
    const { group_id: id } = await groupOf('SeatNotFound');
    await stage.signIn('viewer');
    await stage.page.route('**/error-groups/*/tags', (route) => route.fulfill({ status: 503, body: '{}' }));
    await stage.visit(`/errors/${id}`);
    await region('Breakdown').getByRole('alert').waitFor();
    await region('Stack').getByText('throw new SeatNotFound(id);').waitFor();
    for (const name of ['Resolve', 'Ignore', 'Comment', 'Merge']) expect(await button(name).count()).toBe(0);
    await stage.visit('/errors');
    await row(/SeatNotFound/).waitFor();
    expect(await stage.page.getByRole('checkbox').count()).toBe(0);
    await stage.visit('/errors/settings');
    await region('Fingerprint rules').getByText('Seats', { exact: true }).waitFor();
    for (const name of ['New rule', 'Edit', 'Delete']) expect(await button(name).count()).toBe(0);
  });
});
