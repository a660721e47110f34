import { eventually } from '../support/eventually.js';
import { postMetrics } from '../support/post-metrics.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const METRIC = 'checkout_latency_ms';
const HOSTILE = '<img src=x onerror="document.title=\'owned\'">';
const MINUTE = 60_000;
/** When the checkout of the billing service was slow, minutes ago. */
const SLOW = { from: 40, to: 28 };
const NEW = `/alerts/rules/new?range=1h&metric_name=${METRIC}&aggregation=avg&tags=service%3Dbilling&group_by=service`;
/** The browser's note on every answer that is a refusal; these are made on purpose. */
const REFUSAL = /status of (409|422|500)/;

describeInBrowser('the pages about alert rules', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
    await postMetrics(stage.service, samples());
  });
  afterAll(() => stage?.stop());

  const region = (name: string) => stage.page.getByRole('region', { name, exact: true });
  const row = (name: string | RegExp) => stage.page.getByRole('row', { name });
  const button = (name: string) => stage.page.getByRole('button', { name, exact: true });
  const field = (name: string) => stage.page.getByRole('textbox', { name, exact: true });
  const said = (words: string | RegExp) => stage.page.getByRole('region', { name: 'Messages' }).getByText(words);
  const rulesNamed = async (name: string) =>
    (await stage.service.request('GET', '/alert-rules')).body.items.filter(
      (rule: { name: string }) => rule.name === name,
    );

  async function looksRight(name: string): Promise<void> {
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`alert-rules-${name}`)).toBe(0);
    expect(await stage.page.locator('main img').count()).toBe(0);
    expect(stage.complaints.filter((words) => !REFUSAL.test(words))).toEqual([]);
  }

  it('list every rule in words, with what it does now, and find them', async () => {
    await stage.visit('/alerts/rules');
    await row(/Slow Response Time.*p95 of http_request_duration_ms by service > 2,000.*for 5 min/).waitFor();
    await looksRight('list');
    await field('Search').fill('memory');
    await eventually(() => expect(stage.page.url()).toContain('q=memory'));
    await eventually(async () => expect(await row(/Slow Response Time/).count()).toBe(0));
    await row(/High Memory Usage/).waitFor();
    await stage.visit('/alerts/rules?kind=ratio');
    await row(/High Error Rate/).waitFor();
    expect(await row(/High Memory Usage/).count()).toBe(0);
  });

  it('make a rule of a metric: its values, and when it would have fired, while one types', async () => {
    await stage.visit(NEW);
    await region('Value').getByText('service billing').waitFor();
    await field('Threshold').fill('500');
    await stage.page.getByLabel('For', { exact: true }).fill('1');
    await stage.page.getByText(/Would have fired once in the last hour, for 1[0-3]\smin in all/).waitFor();
    await stage.page.getByRole('list', { name: 'When it would have fired' }).getByText('service billing').waitFor();
    await region('Value and threshold').getByText('threshold 500 ms').waitFor();
    await region('What it finds now')
      .getByText(/service billing: 100 is not > 500/)
      .waitFor();
    await stage.page.getByText(`average of ${METRIC}{service=billing} by service > 500 ms for 1 min`).waitFor();
    await looksRight('new');

    await stage.page.getByText('24 h', { exact: true }).click();
    await stage.page.getByText(/Would have fired once in the last 24 hours/).waitFor();
    expect(stage.page.url()).toContain('range=24h');
  });

  it('tell the faults of a rule at their fields and keep what was typed', async () => {
    await button('Save the rule').click();
    await stage.page.getByText('name must not be empty').waitFor();
    await field('Name').fill(HOSTILE);
    await field('Runbook').fill('not an address');
    await button('Save the rule').click();
    await stage.page.getByText(/runbook_url must be a URL/).waitFor();
    await field('Threshold').fill('');
    await button('Save the rule').click();
    await stage.page.getByText(/threshold must be a number/).waitFor();
    await looksRight('refused');
    expect(await field('Name').inputValue()).toBe(HOSTILE);
    expect(await field('Runbook').inputValue()).toBe('not an address');
  });

  it('save it, show it, change it and turn it off', async () => {
    await field('Threshold').fill('500');
    await field('Runbook').fill('https://wiki.example.org/checkout');
    await stage.page.getByText('Silence, resolving, cooldown, labels').click();
    await button('Add a label').click();
    await field('Name of label 1').fill('team');
    await field('Text of label 1').fill('x'.repeat(500));
    await button('Save the rule').click();
    await stage.page.getByRole('heading', { level: 1, name: HOSTILE }).waitFor();
    expect(await rulesNamed(HOSTILE)).toMatchObject([
      { metric_name: METRIC, threshold: 500, duration: 60, group_by: ['service'], labels: { team: 'x'.repeat(500) } },
    ]);
    await region('Evaluations')
      .getByText(/100 is not > 500/)
      .first()
      .waitFor({ timeout: 40_000 });
    await region('Alerts of this rule').getByText('It has not fired yet').waitFor();
    await looksRight('rule');

    await stage.page.getByText('YAML', { exact: true }).click();
    await stage.page.getByText('metric_name: checkout_latency_ms').waitFor();
    await stage.page.getByText('Edit', { exact: true }).click();
    await button('Save changes').isDisabled();
    await field('Threshold').fill('750');
    await stage.page.getByText('Silence, resolving, cooldown, labels').click();
    await stage.page.getByLabel('Resolves at').fill('900');
    await button('Save changes').click();
    await stage.page.getByText('must not be above the threshold of 750').waitFor();
    await stage.page.getByLabel('Resolves at').fill('600');
    await button('Save changes').click();
    await said(/is saved$/).waitFor();
    expect(await rulesNamed(HOSTILE)).toMatchObject([{ threshold: 750, resolve_threshold: 600 }]);
    await looksRight('edit');

    await stage.page.getByRole('switch', { name: 'Enabled', exact: true }).click();
    await said(/is off/).waitFor();
    await stage.page.getByText('Off', { exact: true }).waitFor();
  });

  it('duplicate and delete it', async () => {
    await stage.page.getByRole('link', { name: 'Duplicate' }).click();
    await eventually(async () => expect(await field('Name').inputValue()).toBe(`Copy of ${HOSTILE}`));
    await button('Save the rule').click();
    await stage.page.getByRole('heading', { level: 1, name: `Copy of ${HOSTILE}` }).waitFor();
    await button('Delete').click();
    await button('Delete the rule').click();
    await said(/is deleted/).waitFor();
    await row(/onerror/).waitFor();
    await eventually(async () => expect(await rulesNamed(`Copy of ${HOSTILE}`)).toEqual([]));
  });

  it('show what a file would change before it is imported', async () => {
    await stage.visit('/alerts/rules');
    await button('Import').click();
    const text = stage.page.getByLabel('Or its text');
    await text.fill('rules:\n  - name: [');
    await button('Show what would change').click();
    await stage.page.getByRole('dialog').getByRole('alert').waitFor();
    await text.fill(`rules:
  - name: From a file
    metric_name: ${METRIC}
    condition: gt
    threshold: 5
    severity: info
  - name: Service Down
    metric_name: service_up
    aggregation: last
    group_by: [service]
    condition: eq
    threshold: 0
    severity: info
  - name: Wrong
    metric_name: a
    condition: above
    threshold: 1
    severity: info
`);
    await button('Show what would change').click();
    const results = stage.page.getByRole('list', { name: 'What would change' });
    await results.getByText('From a file').waitFor();
    await results.getByText('− severity: critical').waitFor();
    await results.getByText('+ severity: info').waitFor();
    await results.getByText('rules[2].condition').waitFor();
    expect(await rulesNamed('From a file')).toEqual([]);
    await looksRight('import');
    await button('Import 2 rules').click();
    await said('2 rules imported').waitFor();
    expect(await rulesNamed('From a file')).toMatchObject([{ threshold: 5 }]);
  });

  it('stand while a panel cannot be read', async () => {
    await stage.page.route('**/metrics/query', (route) =>
      route.fulfill({ status: 500, json: { title: 'Broken', detail: 'The disk is gone.' } }),
    );
    await stage.visit(`${NEW}&x=1`);
    await region('Value').getByText('The disk is gone.').waitFor();
    await field('Threshold').fill('500');
    await stage.page.getByText(/Would have fired once/).waitFor();
    await stage.page.unroute('**/metrics/query');
  });

  it('show a viewer the rules without the ways to change them', async () => {
    const [rule] = await rulesNamed('From a file');
    await stage.signIn('viewer');
    await stage.visit('/alerts/rules');
    await row(/From a file/).waitFor();
    expect(await stage.page.getByRole('switch').count()).toBe(0);
    expect(await stage.page.getByRole('link', { name: 'New rule' }).count()).toBe(0);
    await stage.visit(`/alerts/rules/${rule.rule_id}?range=1h`);
    await region('Value and threshold').waitFor();
    expect(await stage.page.getByText('Edit', { exact: true }).count()).toBe(0);
    expect(await stage.page.getByRole('button', { name: 'Delete' }).count()).toBe(0);
    await stage.visit('/alerts/rules/new');
    await stage.page.getByText('Only administrators add rules').waitFor();
    await looksRight('viewer');
  });
});

/** Two hours of a latency that was high for a while. */
function samples(): object[] {
  const now = Date.now();
  return Array.from({ length: 480 }, (_, index) => {
    const ago = index / 4;
    const value = ago <= SLOW.from && ago >= SLOW.to ? 900 : 100;
    const timestamp = new Date(now - ago * MINUTE).toISOString();
    return { metric_name: METRIC, metric_type: 'gauge', unit: 'ms', value, tags: { service: 'billing' }, timestamp };
  });
}
