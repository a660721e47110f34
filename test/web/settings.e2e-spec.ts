import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const HOSTILE = '<img src=x onerror="document.title=1">';

describeInBrowser('the pages of settings', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
  });
  afterAll(async () => {
    await stage?.stop();
  });

  const panel = (name: string | RegExp) => stage.page.getByRole('region', { name });

  it('changes a setting and changes it back, and shows a refusal at its field', async () => {
    await stage.visit('/settings');
    const field = stage.page.getByLabel('Metrics are kept');
    await field.fill('45');
    await stage.page.getByRole('button', { name: 'Save' }).click();
    await stage.page.getByText(/^Settings saved/).waitFor();
    expect((await stage.service.request('GET', '/config')).body.metric_retention_days).toBe(45);
    await stage.page.getByText('1 to 3650; default 30 days, by METRIC_RETENTION_DAYS').waitFor();
    await field.fill('99999');
    await stage.page.getByRole('button', { name: 'Save' }).click();
    await stage.page.getByText('At most 3650 is possible.').waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect((await stage.service.request('GET', '/config')).body.metric_retention_days).toBe(45);
    expect(await stage.accessFaults()).toEqual([]);
    await field.fill('');
    await stage.page.getByText('A number is needed.').waitFor();
    await field.fill('30');
    await stage.page.getByRole('button', { name: 'Save' }).click();
    await eventually(async () => {
      expect((await stage.service.request('GET', '/config')).body.metric_retention_days).toBe(30);
    });
    expect(await field.inputValue()).toBe('30');
    expect(await stage.photograph('settings-configuration')).toBe(0);
    // It was not sent.
    expect(stage.complaints).toEqual([]);
  });

  it('makes a key that sends until it is revoked', async () => {
    await stage.visit('/settings?view=keys');
    await stage.page.getByLabel('Which service will use it').fill('billing');
    await stage.page.getByRole('button', { name: 'Make a key' }).click();
    const made = panel('The key of billing');
    const key = (await made.locator('figure', { hasText: 'Ingest key' }).locator('code').textContent())!;
    expect(key).toMatch(/^ocm_/);
    for (const [way, part] of [
      ['OpenTelemetry', `x-api-key=${key}`],
      ['Prometheus', `${stage.service.url}/api/v1/write`],
      ['Sentry', `${key}@`],
    ] as const) {
      await made.getByRole('tab', { name: way }).click();
      expect(await made.getByRole('tabpanel').textContent()).toContain(part);
    }
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('settings-keys')).toBe(0);

    const send = () =>
      stage.service.request('POST', '/metrics', {
        as: null,
        headers: { 'x-api-key': key },
        body: { metric_name: 'orders_total', metric_type: 'counter', value: 1, tags: { service: 'billing' } },
      });
    const keys = stage.page.getByRole('table', { name: 'Ingest keys' });
    await keys.getByText('never').waitFor();
    expect((await send()).status).toBe(201);
    await stage.page.getByRole('button', { name: /^Revoke the key of billing/ }).click();
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Revoke it' }).click();
    await stage.page.getByText('The key of billing is revoked').waitFor();
    await stage.page.getByText(/^Revoked/).waitFor();
    expect((await send()).status).toBe(401);
    expect(await made.count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('takes names as text, and tells why one is refused', async () => {
    await stage.visit('/settings?view=keys');
    const name = stage.page.getByLabel('Which service will use it');
    await name.fill(HOSTILE);
    await stage.page.getByRole('button', { name: 'Make a key' }).click();
    await panel(`The key of ${HOSTILE}`).waitFor();
    await name.fill('x'.repeat(101));
    await stage.page.getByRole('button', { name: 'Make a key' }).click();
    await stage.page.getByRole('alert').getByText(/100/).waitFor();
    expect(await stage.page.title()).toBe('Ingest keys · Settings · Monitoring');
    expect(await stage.photograph('settings-hostile')).toBe(0);
    stage.complaints.length = 0;
  });

  it('tells what is kept and cleans up', async () => {
    await stage.service.query(
      `insert into health_checks (service, checked_at, status, duration_ms) values ('old', now() - interval '200 days', 'up', 1)`,
    );
    await stage.visit('/settings?view=retention');
    await stage.page.getByRole('table', { name: 'What is kept' }).getByText('90 days').first().waitFor();
    await stage.page.getByRole('button', { name: 'See what would go' }).click();
    await panel('Clean-up').getByText('Would remove 1 rows').waitFor();
    await stage.page.getByRole('button', { name: 'Clean up now' }).click();
    await stage.page.getByRole('dialog').getByRole('button', { name: 'Clean up', exact: true }).click();
    await panel('Clean-up').getByText('Removed 1 rows').waitFor();
    const left = await stage.service.query(`select from health_checks where service = 'old'`);
    expect(left).toEqual([]);
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('settings-retention')).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('tells who is signed in, what is running, and keeps the colours chosen', async () => {
    await stage.visit('/settings?view=users');
    await panel('You').getByText('test-admin').waitFor();
    await panel('What each role may do')
      .getByRole('row', { name: /audit trail/ })
      .waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('settings-users')).toBe(0);
    await stage.page.getByRole('tab', { name: 'About' }).click();
    await panel('What is running')
      .getByText(/^PostgreSQL \d+/)
      .waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('settings-about')).toBe(0);
    await stage.page.getByRole('tab', { name: 'Appearance' }).click();
    await stage.page.getByRole('radio', { name: 'Dark' }).waitFor({ state: 'attached' });
    expect(await stage.accessFaults()).toEqual([]);
    await stage.page.getByText('Dark', { exact: true }).click();
    const scheme = () => stage.page.evaluate(() => document.documentElement.dataset.scheme);
    expect(await scheme()).toBe('dark');
    await stage.page.reload();
    await stage.page.getByRole('radio', { name: 'Dark' }).waitFor({ state: 'attached' });
    expect(await scheme()).toBe('dark');
    expect(stage.complaints).toEqual([]);
  });

  it('shows a viewer nothing that changes anything', async () => {
    await stage.signIn('viewer');
    for (const [view, words] of [
      ['configuration', '90 days'],
      ['keys', 'Administrators see and make the keys'],
      ['retention', /3:30 UTC/],
    ] as const) {
      await stage.visit(`/settings?view=${view}`);
      await stage.page.getByText(words).waitFor();
      expect(await stage.page.getByRole('button', { name: /save|make a key|revoke|clean up|would go/i }).count()).toBe(
        0,
      );
    }
    expect(stage.complaints).toEqual([]);
  });
});
