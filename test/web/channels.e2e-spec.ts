import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';
import { WebhookReceiver } from '../support/webhook-receiver.js';

/** The browser's note on every answer that is a refusal; these are made on purpose. */
const REFUSAL = /status of (403|409|422)/;

describeInBrowser('the pages about channels', () => {
  let stage: WebStage;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    [stage, receiver] = await Promise.all([WebStage.start(), WebhookReceiver.start()]);
  });
  afterAll(async () => {
    await stage?.stop();
    await receiver?.close();
  });

  const region = (name: string) => stage.page.getByRole('region', { name, exact: true });
  const row = (name: string | RegExp) => stage.page.getByRole('row', { name });
  const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
  const field = (name: string) => stage.page.getByRole('textbox', { name, exact: true });
  const said = (words: string | RegExp) => stage.page.getByRole('region', { name: 'Messages' }).getByText(words);

  async function looksRight(name: string): Promise<void> {
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`channels-${name}`)).toBe(0);
    expect(stage.complaints.filter((words) => !REFUSAL.test(words))).toEqual([]);
  }

  it('list where alerts can be told, what is not ready and who uses it', async () => {
    await stage.visit('/alerts/channels');
    await row(/email.*environment.*not ready.*SMTP_SERVER/).waitFor();
    await row(/slack.*10 rules/).waitFor();
    await looksRight('list');
    await stage.page.getByRole('link', { name: 'email', exact: true }).click();
    await region('Described by the environment').waitFor();
    await region('Used by').getByRole('link', { name: 'High Error Rate' }).waitFor();
    expect(await button('Send a test message').isDisabled()).toBe(true);
    await looksRight('built-in');
  });

  it('make a channel, with its faults at their fields', async () => {
    await stage.visit('/alerts/channels/new');
    await stage.page.getByText('Webhook', { exact: true }).click();
    await field('Name').fill('School Office');
    await stage.page.getByLabel('Address (URL)').first().fill('ftp://example.org');
    await button('Make the channel').click();
    await stage.page.getByText(/up to 63 lower-case letters/).waitFor();
    await field('Name').fill('school-office');
    await button('Make the channel').click();
    await stage.page.getByText('must be a URL that starts with http:// or https://').waitFor();
    await region('What it would send').getByText('"event": "firing"').waitFor();
    await looksRight('new');
    await stage.page.getByLabel('Address (URL)').first().fill(receiver.url);
    await button('Add a header').click();
    await field('Name of header 1').fill('X-School');
    await field('Text of header 1').fill('a secret word');
    await button('Make the channel').click();
    await stage.page.getByRole('heading', { level: 1, name: 'school-office' }).waitFor();
  });

  it('try it: the receiver gets the message, and its answer is shown', async () => {
    await button('Send a test message').click();
    await region('Test')
      .getByText(/Delivered \(204\)/)
      .waitFor();
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({
      headers: { 'x-school': 'a secret word' },
      body: { event: 'firing', alert: { name: 'Test notification' } },
    });
    receiver.answer = 410;
    receiver.answerBody = 'this hook is gone <script>alert(1)</script>';
    await button('Send a test message').click();
    await region('Test').getByText('this hook is gone <script>alert(1)</script>').waitFor();
    await region('Test')
      .getByText(/would be given up at once/)
      .waitFor();
    expect(await stage.page.getByText('a secret word').count()).toBe(0);
    await looksRight('one');
    receiver.answer = 204;
    await stage.visit('/alerts/channels');
    await button('Test school-office').click();
    await said(/school-office: Delivered/).waitFor();
  });

  it('change it without its secrets being known', async () => {
    await stage.page.getByRole('link', { name: 'school-office', exact: true }).click();
    await stage.page.getByRole('switch', { name: /Tell alerts that belong together/ }).click();
    await stage.page.getByLabel('Waits for others', { exact: true }).fill('10');
    await button('Save changes').click();
    await said('school-office is saved').waitFor();
    const { body } = await stage.service.request('GET', '/channels/school-office');
    expect(body).toMatchObject({ grouping: { group_wait: 10 }, secrets: { url: 'set', headers: 'set' } });
  });

  it('show the words that a template makes, and what is wrong with it', async () => {
    await stage.visit('/alerts/channels/new');
    await stage.page.getByText('E-mail', { exact: true }).click();
    await field('Title').fill('{{alert.severity}} at {{alert.tags.service}}');
    await region('What it would send').getByText('info at example').waitFor();
    await field('Text').fill('{{#firing}} without an end');
    await stage.page.getByText('It cannot be shown like this').waitFor();
    await looksRight('template');
  });

  it('name what deleting would do, and delete', async () => {
    const { body } = await stage.service.request('GET', '/alert-rules');
    const path = `/alert-rules/${body.items[0].rule_id}`;
    await stage.service.request('PATCH', path, { body: { notification_channels: ['school-office'] } });
    await stage.visit('/alerts/channels/school-office');
    await region('Used by').getByRole('link', { name: body.items[0].name }).waitFor();
    await button('Delete').click();
    await stage.page.getByText(/It is used by 1 rule: the service refuses/).waitFor();
    await button('Delete the channel').click();
    await said(/used by/).waitFor();
    await stage.service.request('PATCH', path, { body: { notification_channels: [] } });
    await stage.visit('/alerts/channels/school-office');
    await button('Delete').click();
    await stage.page.getByText(/Nobody names it/).waitFor();
    await button('Delete the channel').click();
    await said('school-office is deleted').waitFor();
    await eventually(async () => {
      expect((await stage.service.request('GET', '/channels/school-office')).status).toBe(404);
    });
  });

  it('say to a viewer that channels are for administrators', async () => {
    await stage.signIn('viewer');
    await stage.visit('/alerts/channels');
    await stage.page.getByText('Your role may not see this').waitFor();
    expect(await stage.page.getByRole('link', { name: 'New channel' }).count()).toBe(0);
    await stage.visit('/alerts/channels/new');
    await stage.page.getByText('Only administrators make channels').waitFor();
    await looksRight('viewer');
  });
});
