import type { Alert } from '../alert.js';
import { arrange, isChosen } from './arrange-alerts.js';
import type { Grouping } from './grouping.js';

const alert = (alert_id: string, changes: Partial<Alert> = {}) =>
  ({
    alert_id,
    name: 'High Error Rate',
    description: 'Requests fail.',
    severity: 'error',
    status: 'firing',
    rule_id: 'r1',
    tags: { service: 'billing' },
    labels: {},
    fired_at: '2026-11-28T03:00:00Z',
    started_at: '2026-11-28T02:55:00Z',
    ...changes,
  }) as Alert;

const ALERTS = [
  alert('pending', { status: 'pending', severity: 'critical', fired_at: null }),
  alert('old'),
  alert('new', { fired_at: '2026-11-28T03:10:00Z', tags: { service: 'students' } }),
  alert('worst', { severity: 'critical', rule_id: null, name: 'Payments fail', tags: {} }),
];

describe('active alerts', () => {
  it.each<[Grouping, [string, string[]][]]>([
    ['none', [['', ['worst', 'new', 'old', 'pending']]]],
    [
      'rule',
      [
        ['Payments fail', ['worst']],
        ['High Error Rate', ['new', 'old', 'pending']],
      ],
    ],
    [
      'service',
      [
        ['No service', ['worst']],
        ['students', ['new']],
        ['billing', ['old', 'pending']],
      ],
    ],
  ])('are arranged by %s, the most urgent first', (grouping, expected) => {
    const groups = arrange(ALERTS, grouping);
    expect(groups.map(({ title, alerts }) => [title, alerts.map(({ alert_id }) => alert_id)])).toEqual(expected);
  });

  it.each([
    [{}, 4],
    [{ severity: ['critical'] }, 2],
    [{ service: 'billing' }, 2],
    [{ q: 'STUDENTS' }, 1],
    [{ q: 'payments', severity: ['error'] }, 0],
  ])('%j chooses %d of them', (choice, expected) => {
    expect(ALERTS.filter((one) => isChosen(one, choice))).toHaveLength(expected);
  });
});
