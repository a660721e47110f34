import type { RuleTerms } from './rule.js';
import { ruleInWords, spellSeconds } from './rule-in-words.js';

const base: RuleTerms = {
  metric_name: 'http_request_duration_ms',
  aggregation: 'p95',
  window_seconds: 60,
  matchers: [],
  group_by: [],
  divide_by: null,
  method: null,
  condition: 'gt',
  threshold: 800,
  duration: 0,
  missing_data: 'keep',
};
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('a rule in words', () => {
  const cases: [name: string, terms: Partial<RuleTerms>, unit: string | null, words: string][] = [
    [
      'with groups and a duration',
      { group_by: ['service'], duration: 300 },
      'ms',
      'p95 of http_request_duration_ms by service > 800 ms for 5 min',
    ],
    [
      'keeps every digit of its threshold',
      { threshold: 1234.5678 },
      'ms',
      'p95 of http_request_duration_ms > 1,234.5678 ms',
    ],
    [
      'a counter that grows',
      {
        metric_name: 'security_events_total',
        aggregation: 'increase',
        window_seconds: 300,
        threshold: 0,
        matchers: [{ tag: 'severity', operator: '=~', value: 'error|critical' }],
      },
      null,
      'increase of security_events_total{severity=~error|critical} in 5 min > 0',
    ],
    [
      'a share',
      {
        metric_name: 'http_requests_total',
        aggregation: 'increase',
        matchers: [{ tag: 'status', operator: '=~', value: '5..' }],
        divide_by: { metric_name: 'http_requests_total', multiply: 100 },
        threshold: 5,
      },
      null,
      'http_requests_total{status=~5..} ÷ http_requests_total > 5 %',
    ],
    [
      'silence',
      {
        metric_name: 'backup_runs',
        aggregation: 'count',
        condition: 'lt',
        threshold: 1,
        missing_data: 'fire',
        duration: 90,
      },
      null,
      'no backup_runs for 90 s',
    ],
    [
      'a change',
      {
        metric_name: 'logins',
        aggregation: 'avg',
        condition: 'lt',
        threshold: -50,
        method: { type: 'change', offset: 604800 },
      },
      null,
      'change of average of logins against 7 d before < -50 %',
    ],
    [
      'a forecast',
      {
        metric_name: 'system_disk_usage',
        aggregation: 'avg',
        condition: 'gte',
        threshold: 100,
        method: { type: 'forecast', history: 21600, horizon: 86400 },
      },
      'percent',
      'average of system_disk_usage in 1 d, by the trend ≥ 100 %',
    ],
    [
      'errors',
      {
        metric_name: null,
        aggregation: 'avg',
        window_seconds: 900,
        condition: 'gte',
        threshold: 1,
        method: { type: 'error_groups', events: ['new', 'regressed'] },
      },
      null,
      'new or returning errors within 15 min ≥ 1 events',
    ],
    [
      'an error budget',
      {
        metric_name: 'http_requests_total',
        aggregation: 'increase',
        threshold: 14.4,
        divide_by: { metric_name: 'http_requests_total' },
        method: { type: 'burn_rate', objective: 99.9, long_window: 3600, short_window: 300 },
      },
      null,
      'burn of the error budget (99.9 % good, over 1 h and 5 min) of http_requests_total ÷ http_requests_total > 14.4 ×',
    ],
    [
      'an anomaly',
      {
        metric_name: 'logins',
        aggregation: 'increase',
        window_seconds: 900,
        threshold: 2,
        method: { type: 'anomaly', direction: 'below' },
      },
      null,
      'increase of logins in 15 min, unusually low for the time, distance > 2',
    ],
  ];

  it.each(cases)('%s', (_, terms, unit, words) => {
    expect(plain(ruleInWords({ ...base, ...terms }, unit))).toBe(words);
  });

  it.each([
    [45, '45 s'],
    [60, '1 min'],
    [90, '90 s'],
    [300, '5 min'],
    [5400, '1 h 30 min'],
  ])('says %d seconds as %s', (seconds, words) => expect(plain(spellSeconds(seconds))).toBe(words));
});
