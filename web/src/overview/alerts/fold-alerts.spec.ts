import type { Alert } from '../../api/alert.js';
import { differencesOf, foldAlerts } from './fold-alerts.js';

function alert(id: string, changes: Partial<Alert> = {}): Alert {
  return {
    alert_id: id,
    name: 'Attack Detected',
    severity: 'critical',
    status: 'firing',
    started_at: '2026-11-28T03:00:00Z',
    tags: { service: 'students', event_type: id },
    ...changes,
  } as Alert;
}
const ids = (alerts: Alert[]) => foldAlerts(alerts).map(({ alert: first, others }) => [first.alert_id, others.length]);

describe('folding alerts', () => {
  it('leaves a few alike as they are', () => {
    expect(ids([alert('a'), alert('b')])).toEqual([
      ['a', 0],
      ['b', 0],
    ]);
  });

  it('folds many of one name at the place of the most urgent, and keeps others', () => {
    const cpu = alert('cpu', { name: 'High CPU Usage', started_at: '2026-11-28T02:00:00Z' });
    expect(ids([alert('b'), alert('c'), alert('a', { started_at: '2026-11-28T02:30:00Z' }), cpu])).toEqual([
      ['cpu', 0],
      ['a', 2],
    ]);
  });

  it('folds neither what fires with what is pending nor severities', () => {
    const all = [alert('a'), alert('b'), alert('c', { status: 'pending' }), alert('d', { severity: 'warning' })];
    expect(ids(all).map(([, others]) => others)).toEqual([0, 0, 0, 0]);
  });

  it('names what tells them apart', () => {
    const fold = foldAlerts(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((id) => alert(id)))[0]!;
    expect(differencesOf(fold)).toBe('b, c, d, e and 2 more');
    expect(differencesOf({ alert: alert('a'), others: [alert('b', { tags: undefined })] })).toBe('');
  });
});
