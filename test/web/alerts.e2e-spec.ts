import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

const HOSTILE = '<img src=x onerror="document.title=1">';
const LONG = 'x'.repeat(200);
const PAGES = ['', '/history', '/silences', '/on-call', '/notifications'];

describeInBrowser('the pages about alerts', () => {
  let stage: WebStage;
  let webhook: WebhookReceiver;

  beforeAll(async () => {
    webhook = await WebhookReceiver.start();
    stage = await WebStage.start({ env: { ALERT_WEBHOOK_URL: webhook.url, ALERT_EVALUATION_SECONDS: '1' } });
    // The rules that are there from the start watch this machine, which may be busy.
    const { body } = await stage.service.request('GET', '/alert-rules');
    for (const { rule_id } of body.items) await stage.service.request('DELETE', `/alert-rules/${rule_id}`);
  });
  afterAll(async () => {
    await stage?.stop();
    await webhook?.close();
  });

  /** What the browser complained of, but for the answers that were asked for: it tells of each that is no success. */
  const complaints = () => stage.complaints.filter((text) => !/status of 422/.test(text));
  const page = () => stage.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });
  const region = (name: string | RegExp) => page().getByRole('region', { name });
  const tab = (name: string) => page().getByRole('navigation', { name: 'Alerts' }).getByRole('link', { name });
  const dialog = () => page().getByRole('dialog');
  const alertId = async (name: string) =>
    (await stage.service.request('GET', `/alerts?name=${encodeURIComponent(name)}`)).body.items[0]?.alert_id as string;

  async function fireQueueAlert(): Promise<void> {
    await stage.send('/alert-rules', {
      name: 'Queue is long',
      metric_name: 'queue_delay_ms',
      condition: 'gt',
      threshold: 2000,
      severity: 'critical',
      group_by: ['service'],
      notification_channels: ['webhook'],
      runbook_url: 'https://wiki.oneclass.ac.zw/queue',
      labels: { team: 'platform' },
    });
    const tags = { service: 'billing' };
    await stage.send('/metrics', [
      { metric_name: 'queue_delay_ms', metric_type: 'gauge', value: 4200, unit: 'ms', tags },
    ]);
    await eventually(async () => expect(await alertId('Queue is long')).toEqual(expect.any(String)));
  }

  it('say what to do while there is nothing', async () => {
    const words = {
      '': 'Nothing fires',
      '/history': 'No alert that is over began in this time',
      '/silences': 'Nothing is silenced',
      '/on-call': 'No on-call schedules',
      '/notifications': 'Nobody was told of anything in this time',
    };
    for (const [path, text] of Object.entries(words)) {
      await stage.visit(`/alerts${path}`);
      await page().getByText(text, { exact: true }).waitFor();
    }
    expect(complaints()).toEqual([]);
  });

  it('lead from a firing alert to its rule, and let it be acknowledged, silenced, and told again', async () => {
    await fireQueueAlert();
    await stage.visit('/alerts');
    const row = page()
      .getByRole('listitem')
      .filter({ has: page().getByRole('link', { name: 'Queue is long' }) });
    await row.getByText('4.2 s').waitFor();
    expect(await row.innerText()).toMatch(/fires above 2\ss/);

    await button('Acknowledge Queue is long').click();
    await row.getByText(/acknowledged by test-admin/).waitFor();

    await row.getByRole('link', { name: 'Queue is long' }).click();
    await page().getByRole('heading', { level: 1, name: 'Queue is long' }).waitFor();
    const id = await alertId('Queue is long');
    const facts = region('What and why');
    const rule = facts.getByRole('link', { name: 'Queue is long' });
    expect(await rule.getAttribute('href')).toMatch(/\/alerts\/rules\/[0-9a-f-]{36}/);
    expect(await facts.getByRole('link', { name: /wiki/ }).getAttribute('rel')).toBe('noreferrer');
    expect(await region('billing, the same time, in').getByRole('link', { name: 'Logs' }).getAttribute('href')).toMatch(
      /\/logs\?service=billing&from=/,
    );
    await region(/avg of queue_delay_ms/)
      .getByText('Threshold')
      .waitFor();
    const happened = page().getByRole('list', { name: 'What happened to the alert' });
    await happened.getByText(/^Fires: 4.2\ss/).waitFor();
    await happened.getByText(/attempt 1: delivered, status 204/).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('alerts-alert')).toBe(0);

    await button('Silence Queue is long').click();
    await dialog().getByText('1 of 1 open alert now: Queue is long').waitFor();
    await dialog().getByRole('button', { name: 'Silence', exact: true }).click();
    await dialog().getByText('comment must not be empty').waitFor();
    await dialog().getByLabel('Why').fill('The queue is being drained.');
    expect(await stage.accessFaults()).toEqual([]);
    await dialog().getByRole('button', { name: 'Silence', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await page().getByText('Silenced: The queue is being drained.').waitFor();

    await tab('Active').click();
    await region('Nobody is told of these (1)').getByRole('link', { name: 'Queue is long' }).waitFor();
    await tab('Silences').click();
    const silences = region('Silences');
    await silences.getByText('fits 1 open alert').waitFor();
    await silences.getByRole('button', { name: 'End', exact: true }).click();
    await dialog().getByRole('button', { name: 'End it' }).click();
    await silences.getByText('Nothing is silenced').waitFor();
    await tab('Active').click();
    await region('Active alerts (1)').getByRole('link', { name: 'Queue is long' }).waitFor();
    expect(page().url()).toBe(`${stage.service.url}/alerts`);
    expect(webhook.messages.map(({ alert }) => alert.alert_id)).toContain(id);
    expect(complaints()).toEqual([]);
  });

  it('show the delivery in the log of notifications, with what the receiver answered', async () => {
    await stage.visit('/alerts/notifications');
    await page()
      .getByRole('row', { name: /delivered/ })
      .first()
      .waitFor();
    await button('Attempts to tell webhook of Queue is long').click();
    await dialog()
      .getByText(/attempt 1: delivered, status 204/)
      .waitFor();
    expect(page().url()).toContain('notification=');
    await dialog().getByRole('link', { name: 'Queue is long' }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page().getByRole('combobox', { name: 'Status' }).click();
    await page().getByRole('option', { name: 'failed' }).click();
    await page().getByText('No notification fits these filters').waitFor();
  });

  it('take hostile and long names as text, and several alerts at once', async () => {
    const manual = (name: string, tags: object) =>
      stage.send('/alerts', {
        name,
        severity: 'warning',
        description: HOSTILE,
        tags,
        notification_channels: ['webhook'],
      });
    await manual(HOSTILE, { service: HOSTILE, queue: 'y'.repeat(500) });
    await manual(LONG, { service: LONG });
    await stage.visit('/alerts');
    await region('Active alerts (3)').getByRole('link', { name: HOSTILE, exact: true }).waitFor();
    expect(await page().locator('main img').count()).toBe(0);
    expect(await stage.photograph('alerts-active')).toBe(0);

    await page().getByText('Service', { exact: true }).last().click();
    await region(`${LONG} (1)`).waitFor();
    expect(page().url()).toContain('by=service');

    await page()
      .getByRole('checkbox', { name: `Choose ${HOSTILE}` })
      .check();
    await page()
      .getByRole('checkbox', { name: `Choose ${LONG}` })
      .check();
    const chosen = region('Chosen alerts');
    await chosen.getByRole('button', { name: 'Silence …' }).click();
    await dialog()
      .getByText(/^2 of 3 open alerts now/)
      .waitFor();
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await chosen.getByRole('button', { name: 'Resolve …' }).click();
    await dialog()
      .getByLabel(/Comment/)
      .fill('Both were a drill.');
    await dialog().getByRole('button', { name: 'Resolve' }).click();
    await page().getByText('Resolved 2 alerts').waitFor();
    await chosen.waitFor({ state: 'detached' });

    await tab('History').click();
    await region('Resolved alerts (2)').getByRole('link', { name: HOSTILE, exact: true }).waitFor();
    await region('How often').getByRole('button', { name: LONG }).click();
    await region('Resolved alerts (1)').getByRole('link', { name: LONG }).click();
    await page().getByText('Both were a drill.').first().waitFor();
    expect(complaints()).toEqual([]);
  });

  it.each(PAGES)('can be used by everybody, on a desktop and on a phone: /alerts%s', async (path) => {
    await stage.visit(`/alerts${path}`);
    await page().getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`alerts-list${path.replace('/', '-')}`)).toBe(0);
    expect(complaints()).toEqual([]);
  });

  it('show a viewer nothing that changes things', async () => {
    await stage.signIn('viewer');
    await stage.visit('/alerts');
    await region('Active alerts (1)').getByText('Queue is long').waitFor();
    for (const path of [...PAGES, `/${await alertId('Queue is long')}`]) {
      await stage.visit(`/alerts${path}`);
      await page().getByRole('status', { name: 'Loading' }).first().waitFor({ state: 'detached' });
      expect(await button(/^(Acknowledge|Silence|New|Change|Delete|End|Stand in|More about Queue)/).count()).toBe(0);
      expect(await page().getByRole('checkbox').count()).toBe(0);
    }
    expect(complaints()).toEqual([]);
  });

  it('stand when one of their answers fails', async () => {
    await stage.signIn('admin');
    await page().route('**/maintenance-windows', (route) =>
      route.fulfill({ status: 500, json: { title: 'Internal Server Error', detail: 'It broke.' } }),
    );
    await page().route(/monitoring\/alerts\/[0-9a-f-]{36}$/, (route) =>
      route.fulfill({ status: 503, headers: { 'retry-after': '1' }, json: {} }),
    );
    await stage.visit('/alerts/silences');
    await region('Maintenance windows').getByText('It broke.').waitFor();
    await region('Inhibition rules').getByText('The critical CPU rule hides').waitFor();
    await stage.visit(`/alerts/${await alertId('Queue is long')}`);
    await page().getByText('The service cannot read its data now').first().waitFor();
    await page().unrouteAll();
    await button('Try again').first().click();
    await page().getByRole('heading', { level: 1, name: 'Queue is long' }).waitFor();
  });
});
