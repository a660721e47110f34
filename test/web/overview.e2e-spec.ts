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
});
