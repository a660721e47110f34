import { describeInBrowser, WebStage } from '../support/web-stage.js';

const NAMES = { '2 hours': 'Of today', '3 days': 'Of this week', '40 days': 'Of long ago' };

describeInBrowser('the page of the history of alerts', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start({ role: 'viewer' });
    for (const [ago, name] of Object.entries(NAMES)) {
      await stage.service.query(
        `insert into alert_instances (alert_id, fingerprint, name, description, severity, status, source, tags, labels,
           notification_channels, started_at, fired_at, resolved_at, held_ms, evaluated_at)
         select gen_random_uuid(), $1, $1, '', 'warning', 'resolved', 'test', '{}', '{}', '{}', at, at, at + interval '1 minute', 0, at
         from (select now() - $2::interval as at) times`,
        [name, ago],
      );
    }
  }, 120_000);
  afterAll(() => stage?.stop());

  it.each([
    ['6h', ['Of today']],
    ['7d', ['Of today', 'Of this week']],
    ['90d', ['Of today', 'Of this week', 'Of long ago']],
  ])('shows those that began in the last %s', async (range, expected) => {
    await stage.visit(`/alerts/history?range=${range}`);
    const list = stage.page.getByRole('region', { name: `Resolved alerts (${expected.length})` });
    for (const name of expected) await list.getByText(name).waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('is for everybody, on a telephone too', async () => {
    expect(await stage.accessFaults()).toEqual([]);
    expect(await stage.photograph('alert-history')).toBe(0);
  });
});
