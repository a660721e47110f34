import { describeInBrowser, WebStage } from '../support/web-stage.js';

describeInBrowser('the overview', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start({ role: 'viewer' });
  });
  afterAll(() => stage?.stop());

  it('tells the first step where nothing reports yet', async () => {
    await stage.visit('/');
    await stage.page.getByText('Connect a service').waitFor();
    await stage.page.getByRole('button', { name: /^Copy/ }).first().waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('overview-empty')).toBe(0);
    expect(stage.complaints).toEqual([]);
  });

  it('has the worst news first, and leads from each line to the thing itself', async () => {
    const tags = { service: 'students', method: 'GET', route: '/students' };
    await stage.send('/metrics', [
      { metric_name: 'http_requests_total', metric_type: 'counter', value: 90, tags: { ...tags, status: '200' } },
      { metric_name: 'http_requests_total', metric_type: 'counter', value: 10, tags: { ...tags, status: '500' } },
      { metric_name: 'http_request_duration_ms', metric_type: 'histogram', value: 42, unit: 'ms', tags },
    ]);
    await stage.send('/errors', { error_type: 'LedgerLocked', error_message: 'of account 7', service: 'students' });
    await stage.send('/alerts', { name: 'Cards fail', severity: 'critical', tags: { service: 'students' } });
    const { page } = stage;
    await page.getByText('1 alert firing: Cards fail (students)').waitFor();
    await page.getByRole('row', { name: /students.*10\s%/ }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('overview')).toBe(0);

    const leads = async (name: string, address: RegExp) => {
      await page.getByRole('main').getByRole('link', { name, exact: true }).first().click();
      await page.waitForURL(address);
      await page.goBack();
      await page.getByText('1 alert firing').first().waitFor();
    };
    await leads('Cards fail', /\/alerts\/[\w-]+$/);
    await leads('LedgerLocked', /\/errors\/[\w-]+$/);
    await leads('students', /\/services\/students$/);
    expect(stage.complaints).toEqual([]);
  });

  it('folds many alerts of one kind', async () => {
    for (const event_type of ['xss_attempt', 'ssrf_attempt', 'path_traversal_attempt']) {
      await stage.send('/alerts', { name: 'Attack', severity: 'error', tags: { service: 'billing', event_type } });
    }
    const attacks = stage.page
      .getByRole('list', { name: 'Active alerts' })
      .getByRole('link', { name: 'Attack', exact: true });
    const more = stage.page.getByRole('button', { name: 'Show 2 more of Attack' });
    await more.waitFor();
    expect(await attacks.count()).toBe(1);
    await stage.page.getByText(/^(ssrf|path_traversal)_attempt, /).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('overview-folded')).toBe(0);
    await more.click();
    await stage.page.getByRole('button', { name: 'Fold 2 more of Attack', expanded: true }).waitFor();
    expect(await attacks.count()).toBe(3);
    expect(stage.complaints).toEqual([]);
  });
});
