import { describeInBrowser, WebStage } from '../support/web-stage.js';

const LONG_AGO = new Date(Date.now() - 60 * 86_400_000).toISOString();

describeInBrowser('a link to one of many', () => {
  let stage: WebStage;

  beforeAll(async () => {
    stage = await WebStage.start();
    const error = { error_type: 'Old', error_message: 'of long ago', service: 'by-id' };
    const others = Array.from({ length: 20 }, () => ({ ...error, error_message: 'of now' }));
    await stage.send('/errors', [{ ...error, error_id: 'old/1', timestamp: LONG_AGO }, ...others]);
    await stage.send('/security/events', {
      event_id: 'old/2',
      event_type: 'odd_hours',
      description: 'Of long ago.',
      timestamp: LONG_AGO,
    });
    await stage.send('/audit', { id: 'old/3', actor: 'ada', action: 'grade.changed', target_type: 'grade' });
  }, 120_000);
  afterAll(() => stage?.stop());

  const dialog = (name: string) => stage.page.getByRole('dialog', { name });

  it('opens an error, whenever it was', async () => {
    const { body } = await stage.service.request('GET', '/errors/old%2F1');
    await stage.visit(`/errors/${body.group_id}?range=15m&event=old%2F1`);
    await stage.page.getByText('old/1', { exact: true }).first().waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('opens a security event and an audit entry, whatever the list shows', async () => {
    await stage.visit('/security?range=15m&user_id=nobody&event=old%2F2');
    await dialog('Security event').getByText('Of long ago.', { exact: true }).waitFor();
    await stage.visit('/security/audit?actor=nobody&entry=old%2F3');
    await dialog('Audit entry').getByText('ada').first().waitFor();
    expect(stage.complaints).toEqual([]);
  });

  it('leads from a user agent to its events', async () => {
    const events = ['sqlmap/1.8', 'curl/8.5.0'].map((user_agent) => ({ event_type: 'scanner', user_agent }));
    await stage.send('/security/events', events);
    await stage.visit('/security/offenders?range=1h&by=user_agent');
    await stage.page.getByRole('link', { name: 'sqlmap/1.8' }).click();
    await stage.page.getByLabel('User agent').waitFor();
    await stage.page.getByText('1 event: all of this time').waitFor();
    expect(new URL(stage.page.url()).searchParams.get('user_agent')).toBe('sqlmap/1.8');
    expect(stage.complaints).toEqual([]);
  });

  it('says so where there is none', async () => {
    await stage.visit('/security?event=none');
    await dialog('Security event').getByText('There is no security event of the id none, or it has expired.').waitFor();
    // The 404 that was asked for.
    expect(stage.complaints.splice(0)).toEqual([expect.stringContaining('404')]);
  });
});
