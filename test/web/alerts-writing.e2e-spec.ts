import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const HOUR = 3_600_000;
const HOSTILE = '<img src=x onerror="document.title=1">';

describeInBrowser('what is written on the pages about alerts', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
    // The rules that are there from the start watch this machine, which may be busy.
    const { body } = await stage.service.request('GET', '/alert-rules');
    for (const { rule_id } of body.items) await stage.service.request('DELETE', `/alert-rules/${rule_id}`);
  });
  afterAll(() => stage?.stop());

  const page = () => stage.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });
  const region = (name: string | RegExp) => page().getByRole('region', { name });
  const dialog = () => page().getByRole('dialog');

  it('let silences be extended, ended, and made again', async () => {
    const endsAt = Date.now() + HOUR;
    await stage.send('/silences', {
      matchers: [{ tag: 'service', operator: '=', value: 'billing' }],
      comment: `The till moves ${HOSTILE}`,
      ends_at: new Date(endsAt).toISOString(),
    });
    const current = async () => (await stage.service.request('GET', '/silences')).body.items;
    await stage.visit('/alerts/silences');
    const silences = region('Silences');
    await silences.getByRole('button', { name: 'Extend' }).click();
    await page().getByRole('menuitem', { name: 'By 4 hours' }).waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    await page().getByRole('menuitem', { name: 'By 4 hours' }).click();
    await silences.getByText(/another 4\sh 5\d\smin/).waitFor();
    await eventually(async () =>
      expect(await current()).toEqual([
        expect.objectContaining({
          comment: `The till moves ${HOSTILE}`,
          ends_at: new Date(endsAt + 4 * HOUR).toISOString(),
          status: 'active',
        }),
      ]),
    );

    await silences.getByRole('button', { name: 'Extend' }).click();
    await page().getByRole('menuitem', { name: 'Otherwise' }).click();
    await dialog().getByText('Extend the silence').waitFor();
    await choose('For how long', '1 week');
    await dialog().getByRole('button', { name: 'Extend', exact: true }).click();
    await silences.getByText(/another 6\sd 23\sh/).waitFor();
    await eventually(async () => expect(await current()).toHaveLength(1));
    expect(await stage.photograph('alerts-silences')).toBe(0);

    await silences.getByRole('button', { name: 'End', exact: true }).click();
    await dialog().getByRole('button', { name: 'End it' }).click();
    await silences.getByText('Nothing is silenced').waitFor();
    await silences.getByText('Over', { exact: true }).click();
    await silences.getByRole('button', { name: 'Silence again' }).first().click();
    expect(await dialog().getByLabel('Why').inputValue()).toBe(`The till moves ${HOSTILE}`);
    expect(await dialog().getByLabel('Value').inputValue()).toBe('billing');
    await dialog().getByRole('button', { name: 'Silence', exact: true }).click();
    await dialog().waitFor({ state: 'detached' });
    await silences.getByText('Current', { exact: true }).click();
    await silences.getByText(/another 1\sh 5\d\smin/).waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('let maintenance windows and inhibition rules be written, and keep what the service refuses', async () => {
    await stage.visit('/alerts/silences?new=service%3D~bill.*');
    await dialog().getByText('None of 0 open alerts now').waitFor();
    await page().keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(page().url()).toBe(`${stage.service.url}/alerts/silences`);

    await button('New window').click();
    await dialog().getByLabel('Why').fill(`Backups ${HOSTILE}`);
    await dialog().getByLabel('Value').fill('billing');
    await dialog().getByLabel('Begins (cron)').fill('61 3 * * 6');
    await dialog().getByRole('button', { name: 'Keep' }).click();
    await dialog().getByText(/cron/i).last().waitFor();
    expect(await dialog().getByRole('alert').count()).toBe(1);
    expect(await dialog().getByLabel('Why').inputValue()).toBe(`Backups ${HOSTILE}`);
    await dialog().getByLabel('Begins (cron)').fill('0 3 * * 6');
    await dialog().getByRole('button', { name: 'Keep' }).click();
    const windows = region('Maintenance windows');
    await windows.getByText('Saturdays at 03:00').waitFor();

    await windows.getByRole('button', { name: 'Change' }).click();
    expect(await dialog().getByLabel('Begins (cron)').inputValue()).toBe('0 3 * * 6');
    await choose('Usual ones', 'Monday to Friday at 22:00');
    await dialog().getByLabel('Holds for, minutes').fill('90');
    await dialog().getByRole('switch', { name: 'In force' }).click();
    expect(await stage.accessFaults()).toEqual([]);
    await dialog().getByRole('button', { name: 'Keep' }).click();
    await windows.getByText(/^Monday to Friday at 22:00 .* for 1 h 30 min$/).waitFor();
    await windows.getByText('not in force').waitFor();
    expect(await windows.getByRole('listitem').filter({ hasText: 'Backups' }).count()).toBe(1);

    await button('New rule').click();
    await dialog().getByLabel('Why').fill('A machine that is down tells enough.');
    await dialog().getByLabel('Value').first().fill('Host Down');
    await dialog().getByLabel('Value').last().fill('Service Down');
    expect(await stage.accessFaults()).toEqual([]);
    await dialog().getByRole('button', { name: 'Keep' }).click();
    const rules = region('Inhibition rules');
    await rules.getByText('Host Down').waitFor();
    await rules.getByRole('button', { name: 'Delete' }).last().click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await rules.getByText('Host Down').waitFor({ state: 'detached' });
    expect(stage.complaints.filter((text) => !text.includes('422'))).toEqual([]);
  });

  it('let people be put on call, stand in for each other, and be escalated to', async () => {
    await stage.visit('/alerts/on-call');
    await button('New schedule').click();
    await dialog().getByLabel('Name').fill('operations');
    await dialog().getByLabel('Who takes turns').fill('Tendai');
    await choose('Reached by', 'webhook');
    await button('Only at certain hours').click();
    expect(await stage.accessFaults()).toEqual([]);
    await dialog()
      .getByRole('button', { name: /^Take away Hours 1/ })
      .click();
    await dialog().getByLabel('Handed over at').fill('00:00');
    await dialog().getByRole('button', { name: 'Keep' }).click();
    const schedule = region('operations');
    await schedule.getByText(/On call now: Tendai/).waitFor();

    await schedule.getByRole('button', { name: 'Stand in' }).click();
    await dialog().getByLabel('Who').fill('Rudo');
    await choose('Reached by', 'webhook');
    await dialog().getByRole('button', { name: 'Stand in' }).click();
    await schedule.getByText(/On call now: Rudo/).waitFor();
    expect(await schedule.getByRole('listitem').filter({ hasText: 'Rudo (stands in)' }).count()).toBeGreaterThan(0);

    await button('New policy').click();
    await dialog().getByLabel('Name').fill('operations');
    await choose('Whoever is on call by', 'operations');
    await dialog().getByRole('button', { name: 'Keep' }).click();
    const policies = region('Escalation policies');
    await policies.getByText('after 5 min: whoever is on call by operations').waitFor();

    await policies.getByRole('button', { name: 'Change' }).click();
    await dialog().getByLabel('Description').fill('The head hears it last.');
    await button('Another step').click();
    await dialog().getByLabel('Then after, minutes').fill('20');
    await dialog().getByRole('combobox', { name: 'Channels' }).last().click();
    await page().getByRole('option', { name: 'webhook', exact: true }).last().click();
    await page().keyboard.press('Tab');
    expect(await stage.accessFaults()).toEqual([]);
    await dialog().getByRole('button', { name: 'Keep' }).click();
    await policies.getByText('The head hears it last.').waitFor();
    expect(await policies.getByRole('list', { name: 'Steps of operations' }).getByRole('listitem').count()).toBe(2);
    await policies.getByText(/20 min.*webhook/).waitFor();
    await stage.page.reload();
    await policies.getByText('The head hears it last.').waitFor();

    await schedule.getByRole('button', { name: 'Delete' }).first().click();
    await dialog().getByRole('button', { name: 'Delete' }).click();
    await page()
      .getByText(/operations/)
      .last()
      .waitFor();
    expect(await schedule.count()).toBe(1);
    expect(stage.complaints.filter((text) => !/status of 4(09|22)/.test(text))).toEqual([]);
  });

  async function choose(label: string, option: string): Promise<void> {
    await dialog().getByRole('combobox', { name: label }).click();
    await page().getByRole('option', { name: option, exact: true }).click();
    await page().keyboard.press('Tab');
  }
});
