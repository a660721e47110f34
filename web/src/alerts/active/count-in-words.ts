import { SEVERITIES } from '../../api/alert.js';
import type { Alert } from '../alert.js';

/** How many alerts are open and how bad: "3 firing: 2 critical, 1 warning. 1 pending." */
export function countInWords(alerts: readonly Pick<Alert, 'status' | 'severity'>[]): string {
  const firing = alerts.filter(({ status }) => status === 'firing');
  const pending = alerts.length - firing.length;
  const parts = SEVERITIES.flatMap((severity) => {
    const count = firing.filter((alert) => alert.severity === severity).length;
    return count === 0 ? [] : `${count} ${severity}`;
  });
  const first = firing.length === 0 ? 'Nothing fires' : `${firing.length} firing: ${parts.join(', ')}`;
  return pending === 0 ? `${first}.` : `${first}. ${pending} pending.`;
}
