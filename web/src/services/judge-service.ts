import type { components } from '../api/schema.js';
import type { Tone } from '../state/tone.js';

type Service = Pick<
  components['schemas']['ServiceHealthView'],
  'up' | 'active_alerts' | 'error_percent' | 'new_error_groups' | 'requests_per_second'
>;

/** A share of failed requests from which a service does not look well; the default alert rule has the same. */
const FAILING_PERCENT = 5;

/** How a service does, as a state: down or alerting, failing, well; unknown when nothing measures it. */
export function toneOfService({ up, active_alerts: alerts, error_percent: failing }: Service): Tone {
  if (up === false || alerts > 0) return 'critical';
  if ((failing ?? 0) >= FAILING_PERCENT) return 'warning';
  return up === null && failing === null ? 'unknown' : 'good';
}

/** The same in words. */
export function wordOfService(service: Service): string {
  if (service.up === false) return 'Down';
  if (service.active_alerts > 0)
    return `${service.active_alerts} alert${service.active_alerts === 1 ? '' : 's'} firing`;
  const tone = toneOfService(service);
  if (tone === 'warning') return 'Failing';
  return tone === 'unknown' ? 'Not measured' : 'Well';
}

/** How much a service needs somebody: down before alerting before failing before new errors; then the busier one. */
export function needOf(service: Service): number {
  const {
    up,
    active_alerts: alerts,
    error_percent: failing,
    new_error_groups: groups,
    requests_per_second: rate,
  } = service;
  return (
    Number(up === false) * 1e6 +
    Math.min(alerts, 99) * 1e4 +
    Math.min(failing ?? 0, 99) * 100 +
    Math.min(groups, 99) / 10 +
    rate / (1 + rate)
  );
}
