import type { Alert } from '../api/alert.js';
import { byUrgency, toneOfMetrics } from './tone.js';

function alert(changes: Partial<Alert>): Alert {
  return {
    alert_id: 'a',
    name: 'High CPU Usage',
    severity: 'warning',
    status: 'firing',
    metric_name: 'system_cpu_usage',
    started_at: '2026-11-23T03:00:00Z',
    ...changes,
  } as Alert;
}

describe('alerts', () => {
  it('come firing first, then urgent, then old', () => {
    const alerts = [
      alert({ alert_id: 'pending', status: 'pending', severity: 'critical' }),
      alert({ alert_id: 'young' }),
      alert({ alert_id: 'old', started_at: '2026-11-23T02:00:00Z' }),
      alert({ alert_id: 'critical', severity: 'critical' }),
    ];
    expect(alerts.sort(byUrgency).map(({ alert_id }) => alert_id)).toEqual(['critical', 'old', 'young', 'pending']);
  });

  it('colour the panels of their metrics once they fire', () => {
    const alerts = [alert({}), alert({ severity: 'critical' }), alert({ metric_name: 'system_disk_usage' })];
    expect(toneOfMetrics(alerts, ['system_cpu_usage'])).toBe('critical');
    expect(toneOfMetrics(alerts, ['system_memory_usage'])).toBeUndefined();
    expect(toneOfMetrics([alert({ status: 'pending' })], ['system_cpu_usage'])).toBeUndefined();
  });
});
