import { formatClock } from '../../../format/clock.js';
import { Panel } from '../../../panel/panel.js';
import { StateIcon } from '../../../state/state-icon.js';
import type { Tone } from '../../../state/tone.js';
import type { ErrorEvent } from '../../group/group.js';
import { shortType } from '../../group/group-title.js';
import styles from './breadcrumbs.module.css';
import { spellJson } from './json.js';
import { type Breadcrumb, formatLead, readBreadcrumbs } from './read-breadcrumbs.js';

const TONES: Readonly<Record<string, Tone>> = {
  fatal: 'critical',
  critical: 'critical',
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
};

/** What happened before an event, on a clock that ends with it. */
export function Breadcrumbs({ event }: { event: ErrorEvent }) {
  const crumbs = readBreadcrumbs(event.additional_data);
  if (crumbs.length === 0) return null;
  const end = Date.parse(event.timestamp);
  return (
    <Panel title="Before it happened">
      <ol className={styles.crumbs} aria-label="Breadcrumbs, the oldest first">
        {crumbs.map((crumb, index) => (
          <Crumb key={index.toString()} crumb={crumb} end={end} />
        ))}
        <li className={styles.crumb} data-end="true">
          <span className={styles.lead}>0</span>
          <StateIcon tone="error" size={14} />
          <div className={styles.said}>
            <b>{shortType(event.error_type)}</b> {event.error_message}
          </div>
          <span className={styles.clock}>{formatClock(end)}</span>
        </li>
      </ol>
    </Panel>
  );
}

function Crumb({ crumb: { at, category, level, message, data }, end }: { crumb: Breadcrumb; end: number }) {
  return (
    <li className={styles.crumb}>
      <span className={styles.lead}>{at === undefined ? '' : formatLead(end - at)}</span>
      <StateIcon tone={TONES[level] ?? 'unknown'} size={14} />
      <div className={styles.said}>
        {category !== '' && <b>{category}</b>} {level !== 'info' && <span className={styles.level}>{level}</span>}{' '}
        {message}
        {data !== undefined && (
          <code className={styles.data}>
            {Object.entries(data)
              .map(([name, value]) => `${name}: ${spellJson(value)}`)
              .join(', ')}
          </code>
        )}
      </div>
      <span className={styles.clock} title={at === undefined ? undefined : new Date(at).toISOString()}>
        {at === undefined ? '' : formatClock(at)}
      </span>
    </li>
  );
}
