import type { AlertMessage } from './alert-message.js';
import { headline, html, plainText, slackText } from './render-message.js';

const message: AlertMessage = {
  notification_id: '7a0c5c2e-0000-4000-8000-000000000001',
  event: 'firing',
  created_at: '2026-11-23T12:05:00.000Z',
  alert: {
    alert_id: '7a0c5c2e-0000-4000-8000-000000000002',
    rule_id: '7a0c5c2e-0000-4000-8000-000000000003',
    name: 'High Error Rate',
    description: 'More than 5 % of the requests fail.',
    severity: 'error',
    status: 'firing',
    metric_name: 'http_requests_total',
    condition: 'gt',
    threshold: 5,
    value: 33.333333333,
    tags: { service: 'billing' },
    labels: {},
    runbook_url: null,
    source: 'rule',
    started_at: '2026-11-23T12:00:00.000Z',
    fired_at: '2026-11-23T12:05:00.000Z',
    resolved_at: null,
    resolved_by: null,
    resolution_reason: null,
    comment: null,
  },
};

const withAlert = (changes: Partial<AlertMessage['alert']>): AlertMessage => ({
  ...message,
  alert: { ...message.alert, ...changes },
});

const hostile = withAlert({
  name: 'Break\r\nBcc: everyone@example.org',
  description: '<script>alert("x")</script> & co',
  tags: { service: "<!channel> o'brien" },
});

describe('headline', () => {
  it('says how bad, what and where', () => {
    expect(headline(message)).toBe('[ERROR] High Error Rate (service=billing)');
  });

  it('says that it is over', () => {
    expect(headline({ ...message, event: 'resolved' })).toBe('[RESOLVED] High Error Rate (service=billing)');
  });

  it('stays one line, so that a name cannot add mail headers', () => {
    expect(headline(hostile)).not.toMatch(/[\r\n]/);
  });

  it('stays short', () => {
    expect(headline(withAlert({ name: 'n'.repeat(1_000) })).length).toBeLessThanOrEqual(250);
  });
});

describe('bodies', () => {
  it('tell value, condition and threshold', () => {
    expect(plainText(message)).toContain('Measured: http_requests_total is 33.3333, alerts when > 5');
  });

  it('tell who resolved it and why', () => {
    const over = withAlert({
      resolved_at: '2026-11-23T12:09:00.000Z',
      resolved_by: 'ada',
      resolution_reason: 'by_hand',
    });
    expect(plainText(over)).toContain('Resolved: 2026-11-23T12:09:00.000Z (by hand by ada)');
  });

  it('leave out what is empty', () => {
    expect(plainText(message)).not.toMatch(/Runbook|Resolved|Comment|Labels/);
  });

  it('escape HTML', () => {
    const body = html(hostile);
    expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
    expect(body).toContain('&lt;!channel&gt; o&#39;brien');
    expect(body).not.toContain('<script>');
  });

  it('keep a tag from calling a whole Slack channel', () => {
    expect(slackText(hostile)).toContain('&lt;!channel&gt;');
    expect(slackText(hostile)).not.toContain('<!channel>');
  });
});
