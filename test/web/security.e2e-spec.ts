import { eventually } from '../support/eventually.js';
import { describeInBrowser, WebStage } from '../support/web-stage.js';

const ATTACKER = '203.0.113.7';
const HOSTILE = '<img src=x onerror="document.title=1">';
const LONG = 'x'.repeat(500);
const PAGES = ['', '/offenders', '/decisions', '/audit'];

describeInBrowser('the pages about security', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
  });
  afterAll(() => stage?.stop());

  const page = () => stage.page;
  const button = (name: string | RegExp) => page().getByRole('button', { name });
  const region = (name: string | RegExp) => page().getByRole('region', { name });
  const tab = (name: string) => page().getByRole('navigation', { name: 'Security' }).getByRole('link', { name });
  const drawer = (name: string | RegExp) => page().getByRole('dialog', { name });
  const rows = (table: string) => page().getByRole('table', { name: table }).getByRole('row');
  const said = (words: string | RegExp) => page().getByRole('region', { name: 'Messages' }).getByText(words).waitFor();
  const list = async (path: string) => (await stage.service.request('GET', path)).body.items;

  const typeOf = ({ event_type: type }: { event_type: string }) => type;

  async function attack(): Promise<void> {
    await stage.send('/security/signals', [
      {
        service: 'students',
        method: 'GET',
        route: '/students/:id',
        path: '/students/17',
        status: 500,
        ip_address: ATTACKER,
        user_id: 'u1',
        user_agent: 'sqlmap/1.8',
        request_id: 'req-1',
        trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
        fragments: [{ in: 'query', name: 'q', value: "x' UNION SELECT password FROM users--" }],
      },
    ]);
    await eventually(async () =>
      expect((await list(`/security/events?ip_address=${ATTACKER}`)).map(typeOf)).toContain('sql_injection_attempt'),
    );
  }

  async function looksRight(name: string): Promise<void> {
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph(`security-${name}`)).toBe(0);
    expect(stage.complaints).toEqual([]);
  }

  it('say what to do while there is nothing', async () => {
    const words = {
      '': 'No security events in this time',
      '/offenders': 'Nothing is told of anybody in this time',
      '/decisions': 'Nothing is decided about anybody',
      '/audit': 'Session started',
    };
    for (const [path, text] of Object.entries(words)) {
      await stage.visit(`/security${path}`);
      await page().getByText(text).first().waitFor();
    }
    expect(stage.complaints).toEqual([]);
  });

  it('lead from an attack to its evidence, its address, and what is decided about that', async () => {
    await attack();
    await stage.visit('/security');
    await rows('Security events').getByRole('link', { name: 'SQL injection' }).click();
    const event = drawer('Security event');
    await event.getByRole('list', { name: 'Rules that matched' }).getByText('query.q').first().waitFor();
    await event
      .getByRole('region', { name: `Address ${ATTACKER}` })
      .getByText(/times in this time/)
      .waitFor();
    expect(await event.getByRole('link', { name: 'Logs of req-1' }).getAttribute('href')).toContain('request_id=req-1');
    expect(await event.getByRole('link', { name: /^4bf92f/ }).getAttribute('href')).toContain('traces/4bf92f');
    await looksRight('event');
    await page().reload();
    await event.getByRole('heading', { name: 'SQL injection' }).waitFor();
    await page().keyboard.press('Escape');
    await event.waitFor({ state: 'detached' });
    await looksRight('events');

    await tab('Offenders').click();
    const offender = rows('Offenders').filter({ hasText: ATTACKER });
    await offender.getByText('SQL injection').waitFor();
    await looksRight('offenders');
    await offender.getByRole('button', { name: 'Block' }).click();
    const form = drawer('Decide about somebody');
    await form.getByLabel('Why').fill('Tries injections since the morning.');
    await form.getByRole('button', { name: 'Decide' }).click();
    await said(`Blocked: ${ATTACKER}`);
    await offender.getByText(/^Blocked until/).waitFor();
    expect(await list('/security/decisions')).toMatchObject([
      { value: ATTACKER, action: 'block', reason: 'Tries injections since the morning.', created_by: 'test-admin' },
    ]);

    await tab('Decisions').click();
    await page().getByText('1 blocked by services that enforce decisions.').waitFor();
    await button(`Withdraw the decision about ${ATTACKER}`).click();
    await button('Withdraw it').click();
    await said(`Withdrawn: ${ATTACKER}`);
    await page().getByText('Nothing is decided about anybody').waitFor();
    await page().getByText('Past', { exact: true }).click();
    await rows('Past decisions').getByText('withdrawn by test-admin').waitFor();
    expect(await list('/security/decisions')).toEqual([]);
  });

  it('take back what was no attack, say what follows, and let it be found again', async () => {
    await stage.visit(`/security?ip_address=${ATTACKER}`);
    await rows('Security events').getByRole('link', { name: 'SQL injection' }).click();
    await button('False positive').click();
    await page()
      .getByText(/From now on these rules leave these fields of \/students\/:id of students alone/)
      .waitFor();
    await button('It was no attack').click();
    await said(/Marked as a false positive; \d+ exceptions? made/);
    await drawer('Security event').getByText('said test-admin').waitFor();
    const made = await list('/security/exceptions');
    expect(made.length).toBeGreaterThan(0);

    await stage.visit('/security/decisions');
    for (const { rule_id, field } of made) {
      await button(`Remove the exception of ${rule_id} for ${field}`).click();
      await button('Remove it').click();
      await said(`${rule_id} looks at ${field} again`);
    }
    await page().getByText('No rule has exceptions').waitFor();
    expect(await list('/security/exceptions')).toEqual([]);
    expect(stage.complaints).toEqual([]);
  });

  it('keep somebody whom no decision blocks', async () => {
    await stage.visit('/security/decisions');
    await button('Allow somebody').click();
    const form = drawer('Put somebody on the allow list');
    await form.getByRole('textbox', { name: 'Address' }).fill('198.51.100');
    await form.getByText('Not an IPv4 or IPv6 address').waitFor();
    await form.getByRole('textbox', { name: 'Address' }).fill('198.51.100.9');
    await form.getByLabel('Why').fill('The probe of the status page.');
    await form.getByRole('button', { name: 'Allow' }).click();
    await rows('Allow list').getByText('The probe of the status page.').waitFor();
    await looksRight('decisions');
    await button('Block somebody').click();
    const decide = drawer('Decide about somebody');
    await decide.getByRole('textbox', { name: 'Address' }).fill('198.51.100.9');
    await decide.getByLabel('Why').fill('By mistake.');
    await decide.getByRole('button', { name: 'Decide' }).click();
    await decide
      .getByRole('alert')
      .getByText(/allow list/)
      .waitFor();
    await decide.getByRole('button', { name: 'Cancel' }).click();
    await button('Remove 198.51.100.9 from the allow list').click();
    await button('Take off').click();
    await page().getByText('Nobody is on the allow list').waitFor();
    // The refusal that was asked for above.
    expect(stage.complaints.splice(0)).toEqual([expect.stringContaining('409')]);
  });

  it('tell who did it, and whether the trail is what was written', async () => {
    await stage.visit('/security/audit?action=security_decision.created');
    await rows('Audit entries').getByRole('link', { name: 'Security decision created' }).click();
    const entry = drawer('Audit entry');
    await entry
      .getByRole('region', { name: 'Before and after' })
      .getByText('Tries injections since the morning.')
      .waitFor();
    await entry.getByText('test-admin').first().waitFor();
    await looksRight('entry');
    await page().keyboard.press('Escape');
    await button('Clear filters').click();
    for (const act of ['Security decision lifted', 'Security event dismissed', 'Security allowed deleted']) {
      await rows('Audit entries').getByRole('link', { name: act }).waitFor();
    }
    await button('Verify').click();
    await page().getByText('Intact', { exact: true }).waitFor();
    await button('Make one now').click();
    await drawer(/^Checkpoint of entry/)
      .getByText(/"signature":/)
      .waitFor();
    await page().keyboard.press('Escape');
    await looksRight('audit');
  });

  it('name the first entry that is not what was written', async () => {
    const tamper = (actor: string) =>
      stage.service.query(
        `set session_replication_role = replica; update audit_entries set actor = '${actor}' where sequence = 3;
         set session_replication_role = origin`,
      );
    const [before] = await stage.service.query<{ actor: string }>('select actor from audit_entries where sequence = 3');
    await tamper('mallory');
    await stage.visit('/security/audit');
    await button('Verify').click();
    await page().getByText('Broken at entry #3').waitFor();
    await page().getByText('its hash is of other contents').waitFor();
    expect(await stage.accessFaults()).toEqual([]);
    await tamper(before!.actor);
    await button('Verify').click();
    await page().getByText('Intact', { exact: true }).waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('narrow events down by what the chart and the lists say, in the address', async () => {
    await stage.send('/security/events', [
      { event_type: 'certificate_hunt', severity: 'critical', service: 'billing', ip_address: '198.51.100.8' },
      { event_type: 'odd', severity: 'info', service: 'billing', user_id: 'u7' },
    ]);
    await stage.visit('/security?split=type');
    await region('Counts by type and service')
      .getByRole('button', { name: /Certificate hunt/ })
      .click();
    await eventually(() => expect(page().url()).toContain('event_type=certificate_hunt'));
    await eventually(async () => expect(await rows('Security events').count()).toBe(2));
    await page().reload();
    await rows('Security events').getByText('198.51.100.8').waitFor();
    const hrefs = async () =>
      Promise.all((await page().getByRole('menuitem').all()).map((item) => item.getAttribute('href')));
    await button('Export').click();
    await page().getByRole('menuitem', { name: /OCSF/ }).waitFor();
    const ocsf = (await hrefs()).find((href) => href?.includes('format=ocsf'));
    const exported = await page().request.get(ocsf!);
    expect(
      (await exported.text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toMatchObject([{ class_uid: 2004, severity_id: 5 }]);
    await page().keyboard.press('Escape');
    await page().getByLabel('Address', { exact: true }).fill('198.51');
    await page().getByText('Not a whole address').waitFor();
    expect(page().url()).not.toContain('ip_address');
    expect(stage.complaints).toEqual([]);
  });

  it('stand what people and services write, and the fault of one panel', async () => {
    await stage.send('/security/events', [
      {
        event_type: HOSTILE,
        description: HOSTILE + LONG,
        service: HOSTILE,
        user_id: HOSTILE,
        endpoint: LONG,
        user_agent: LONG,
        additional_data: { [HOSTILE]: LONG, rules: [{ id: HOSTILE, field: LONG.slice(0, 200), fragment: HOSTILE }] },
      },
    ]);
    await stage.send('/audit', {
      actor: HOSTILE,
      action: 'grade.changed',
      target_type: HOSTILE,
      target_id: LONG.slice(0, 256),
      before: { [HOSTILE]: LONG },
      after: { [HOSTILE]: HOSTILE },
      service: 'grades',
    });
    await stage.visit('/security');
    await rows('Security events')
      .getByRole('link', { name: /^<img src=x onerror=.document title/ })
      .click();
    await drawer('Security event').getByRole('list', { name: 'Rules that matched' }).waitFor();
    await looksRight('hostile-event');
    await stage.visit('/security/audit');
    await rows('Audit entries').getByRole('link', { name: 'Grade changed' }).click();
    await drawer('Audit entry').getByRole('region', { name: 'Before and after' }).waitFor();
    await looksRight('hostile-entry');
    await stage.visit('/security/offenders?by=user_id');
    await rows('Offenders').getByRole('link', { name: HOSTILE }).waitFor();
    expect(await stage.photograph('security-hostile-offenders')).toBe(0);

    await page().route('**/security/statistics*', (route) =>
      route.fulfill({ status: 503, json: { title: 'No database' } }),
    );
    await stage.visit('/security');
    await rows('Security events').first().waitFor();
    await region('Types and services').getByText('No database').waitFor();
    for (const complaint of stage.complaints.splice(0)) expect(complaint).toContain('503');
  });

  it('show a viewer everything but what changes it, and no audit trail', async () => {
    await stage.signIn('viewer');
    for (const path of PAGES) {
      await stage.visit(`/security${path}`);
      for (const name of [/^Block/, /^Allow/, 'Verify', 'Make one now']) expect(await button(name).count()).toBe(0);
    }
    await page().getByText('Your role may not see this').waitFor();
    await stage.visit(`/security?ip_address=${ATTACKER}`);
    await rows('Security events').getByRole('link', { name: 'SQL injection' }).click();
    await drawer('Security event').getByText('said test-admin').waitFor();
    expect(await button('False positive').count()).toBe(0);
    expect(stage.complaints).toEqual([]);
  });
});
