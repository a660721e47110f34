import type { Dashboard } from '../api/dashboard.js';
import { formatLatency } from '../format/duration.js';
import { isMeasured, spell } from '../format/quantity.js';
import { StateIcon } from '../state/state-icon.js';
import styles from './health-line.module.css';

/** The parts of the monitoring service itself and whether each works. */
export function HealthLine({ health }: { health: Dashboard['health'] }) {
  return (
    <ul className={styles.line} aria-label="Health of the monitoring service">
      {Object.entries(health.checks).map(([name, check]) => (
        <li key={name} data-tone={check.status === 'up' ? 'good' : 'critical'} title={check.message ?? undefined}>
          <StateIcon tone={check.status === 'up' ? 'good' : 'critical'} size={14} />
          <span>
            {name.replaceAll('_', ' ')} {check.status}
            {isMeasured(check.latency_ms) && check.latency_ms >= 1 && ` in ${spell(formatLatency(check.latency_ms))}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
