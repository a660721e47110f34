import type { AlertPart } from '../messages/alert-message.js';
import { sampleMessage } from '../messages/sample-message.js';
import { groupMessage, tellingOf } from './compose-group.js';

const alert = (alert_id: string, status: 'firing' | 'resolved', changes: Partial<AlertPart> = {}): AlertPart => ({
  ...sampleMessage(status).alert,
  alert_id,
  ...changes,
});

describe('what a group tells', () => {
  it.each([
    ['what began', [], [alert('a', 'firing'), alert('b', 'firing')], [], ['a firing', 'b firing'], ['a', 'b'], []],
    [
      'what still fires beside what began',
      ['a'],
      [alert('b', 'firing')],
      [alert('a', 'firing')],
      ['a firing', 'b firing'],
      ['a', 'b'],
      [],
    ],
    ['what ended', ['a'], [alert('a', 'resolved')], [], ['a resolved'], [], []],
    ['an end whose beginning it did not tell', [], [alert('a', 'resolved')], [], ['a resolved'], [], []],
    ['not what began and ended meanwhile', [], [alert('a', 'firing'), alert('a', 'resolved')], [], [], [], ['a']],
    [
      'that beside another that fires',
      [],
      [alert('a', 'firing'), alert('b', 'firing'), alert('a', 'resolved')],
      [],
      ['b firing', 'a resolved'],
      ['b'],
      [],
    ],
    [
      'nothing new when one that waited is over again',
      ['a'],
      [alert('b', 'firing'), alert('b', 'resolved')],
      [alert('a', 'firing')],
      [],
      ['a'],
      ['b'],
    ],
    [
      'an alert that it was told of and that has ended unseen, no more',
      ['a'],
      [alert('b', 'firing')],
      [],
      ['b firing'],
      ['b'],
      [],
    ],
  ] as const)('%s', (_, told, waiting, stillFiring, alerts, firing, unheard) => {
    const telling = tellingOf(new Set(told), waiting, stillFiring);
    expect(telling.alerts.map(({ alert_id, status }) => `${alert_id} ${status}`)).toEqual(alerts);
    expect(telling.firing).toEqual(firing);
    expect(telling.unheard).toEqual(unheard);
  });

  it('the worst first, of those the oldest', () => {
    const waiting = [
      alert('late', 'firing', { severity: 'critical', started_at: '2026-01-02T00:00:00Z' }),
      alert('mild', 'firing', { severity: 'warning', started_at: '2026-01-01T00:00:00Z' }),
      alert('early', 'firing', { severity: 'critical', started_at: '2026-01-01T00:00:00Z' }),
    ];
    expect(tellingOf(new Set(), waiting, []).alerts.map(({ alert_id }) => alert_id)).toEqual(['early', 'late', 'mild']);
  });
});

describe('the message about a group', () => {
  const group = { groupId: 'g', labels: { service: 'billing' } };

  it('fires while one of its alerts does', () => {
    const message = groupMessage(group, [alert('a', 'firing'), alert('b', 'resolved')], new Date(0));
    expect(message).toMatchObject({
      event: 'firing',
      alert: { alert_id: 'a' },
      group: { group_id: 'g', labels: { service: 'billing' }, firing: 1, resolved: 1 },
    });
  });

  it('is over when all are', () => {
    expect(groupMessage(group, [alert('b', 'resolved')], new Date(0)).event).toBe('resolved');
  });

  it('lists a hundred and counts all', () => {
    const many = Array.from({ length: 250 }, (_, index) => alert(String(index), 'firing'));
    const message = groupMessage(group, many, new Date(0));
    expect(message.alerts).toHaveLength(100);
    expect(message.group).toMatchObject({ firing: 250 });
  });
});
