import type { AlertMessage, AlertPart } from './alert-message.js';
import { emailHtml } from './email-html.js';
import { headline, plainText } from './render-message.js';
import { slackMessage } from './slack-message.js';
import { teamsCard } from './teams-card.js';
import { wordsOf } from './template.js';
import { textMessage } from './text-message.js';

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
    annotations: {},
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

const withAlert = (changes: Partial<AlertPart>): AlertMessage => ({
  ...message,
  alert: { ...message.alert, ...changes },
});

const usual = (about: AlertMessage) => wordsOf(about, { titleTemplate: null, textTemplate: null });

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
    expect(headline({ ...withAlert({ status: 'resolved' }), event: 'resolved' })).toBe(
      '[RESOLVED] High Error Rate (service=billing)',
    );
  });

  it('stays one line, so that a name cannot add mail headers', () => {
    expect(headline(hostile)).not.toMatch(/[\r\n]/);
  });

  it('stays short', () => {
    expect(headline(withAlert({ name: 'n'.repeat(1_000) })).length).toBeLessThanOrEqual(250);
  });
});

describe('a message about several alerts', () => {
  const worst = message.alert;
  const over: AlertPart = {
    ...worst,
    name: 'Slow',
    status: 'resolved',
    tags: { host: '<a>' },
    resolved_at: '2026-11-23T12:09:00.000Z',
    resolution_reason: 'recovered',
  };
  const group = { group_id: 'g', labels: { service: 'billing' }, firing: 1, resolved: 1 };
  const several: AlertMessage = { ...message, group, alerts: [worst, over] };

  it('is headed by their numbers and names', () => {
    expect(headline(several)).toBe('[ERROR] 1 firing, 1 resolved (service=billing): High Error Rate, Slow');
  });

  it('has a line for each', () => {
    expect(plainText(several)).toContain(
      'ERROR: High Error Rate (service=billing); http_requests_total is 33.3333, alerts when > 5\n' +
        'RESOLVED: Slow (host=<a>); resolved at 2026-11-23T12:09:00.000Z (recovered)\n',
    );
  });

  it('says how many are left out', () => {
    const many = { ...several, group: { ...group, firing: 300 }, alerts: Array.from({ length: 100 }, () => worst) };
    expect(plainText(many)).toContain('And: 281 more\n');
  });

  it('is escaped for Slack, and fits', () => {
    const { attachments } = slackMessage(several, usual(several), undefined) as { attachments: { blocks: Block[] }[] };
    expect(attachments[0]!.blocks[1]!.text!.text).toContain('*RESOLVED* Slow (host=&lt;a&gt;)');
  });

  it('is its headline in a text message', () => {
    expect(textMessage(several, usual(several))).toBe(headline(several));
  });

  it('looks like any other when it is about one', () => {
    const one = { ...several, alerts: [worst], group: { ...group, resolved: 0 } };
    expect(plainText(one)).toBe(plainText(message));
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
    const body = emailHtml(hostile, usual(hostile), undefined);
    expect(body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; co');
    expect(body).toContain('&lt;!channel&gt; o&#39;brien');
    expect(body).not.toContain('<script>');
  });

  it('escape HTML in the words of a template too', () => {
    const words = wordsOf(hostile, { titleTemplate: null, textTemplate: '<b>{{alert.description}}</b>' });
    expect(emailHtml(hostile, words, undefined)).toContain('&lt;b&gt;&lt;script&gt;');
  });

  it('link only to the web', () => {
    const linked = (runbook_url: string) => emailHtml(withAlert({ runbook_url }), usual(message), undefined);
    expect(linked('https://wiki.example.org/a?b=1&c="2"')).toContain(
      'href="https://wiki.example.org/a?b=1&amp;c=&quot;2&quot;"',
    );
    expect(linked('javascript:alert(1)')).not.toContain('href');
  });

  it('draw a chart of table cells, past the threshold in the colour of the alert', () => {
    const chart = {
      metricName: 'a<b',
      values: [1, undefined, 9],
      stepMs: 60_000,
      threshold: 5,
      condition: 'gt' as const,
    };
    const body = emailHtml(message, usual(message), chart);
    expect(body.match(/<td width="14"/g)).toHaveLength(3);
    expect(body.match(/bgcolor="#c92a2a" style="width/g)).toHaveLength(1);
    expect(body).toContain('a&lt;b, last 3 minutes: from 1 to 9, threshold 5');
    expect(body).not.toMatch(/<(img|svg)/);
  });

  it('keep a tag from calling a whole Slack channel', () => {
    const body = JSON.stringify(slackMessage(hostile, usual(hostile), undefined));
    expect(body).toContain('&lt;!channel&gt;');
    // A header is plain text, in which Slack reads nothing.
    expect(body.replace(/"type":"plain_text","text":"[^"]*"/, '')).not.toContain('<!channel>');
  });

  it('stay within what Slack takes', () => {
    const long = withAlert({ description: 'd'.repeat(9_000), name: 'n'.repeat(400), labels: { a: 'x'.repeat(3_000) } });
    const { attachments } = slackMessage(long, usual(long), undefined) as { attachments: { blocks: Block[] }[] };
    const [header, section, fields] = attachments[0]!.blocks;
    expect(header!.text!.text.length).toBeLessThanOrEqual(150);
    expect(section!.text!.text.length).toBeLessThanOrEqual(3000);
    expect(fields!.fields!.length).toBeLessThanOrEqual(10);
    for (const { text } of fields!.fields!) expect(text.length).toBeLessThanOrEqual(2000);
  });

  it('keep a tag from becoming a link in Teams', () => {
    const linking = withAlert({ tags: { service: '[pay](https://evil.example.org)' } });
    expect(JSON.stringify(teamsCard(linking, usual(linking)))).not.toContain('[pay](');
  });

  it('fit a text message', () => {
    expect(textMessage(message, usual(message))).toBe(
      '[ERROR] High Error Rate (service=billing)\nhttp_requests_total is 33.3333, alerts when > 5',
    );
    const long = withAlert({ name: 'n'.repeat(400) });
    expect(textMessage(long, usual(long))).toHaveLength(200);
  });
});

interface Block {
  text?: { text: string };
  fields?: { text: string }[];
}
