import { StateIcon } from '../../state/state-icon.js';
import type { Alert, Matcher } from '../alert.js';
import { meetsAll, patternOf } from './match-alert.js';
import styles from './match-count.module.css';

const MOST_NAMES = 4;

/** Which of the open alerts matchers meet now, while somebody writes them. */
export function MatchCount({ matchers, alerts }: { matchers: readonly Matcher[]; alerts: readonly Alert[] }) {
  const isUnfinished = matchers.some(({ tag }) => tag === '');
  const broken = matchers.find(({ operator, value }) => operator.endsWith('~') && patternOf(value) === undefined);
  const met = isUnfinished ? [] : alerts.filter((alert) => meetsAll(matchers, alert));
  const names = [...new Set(met.map(({ name }) => name))];
  const more = names.length - MOST_NAMES;
  return (
    <div className={styles.count} role="status" data-tone={met.length > 0 ? 'info' : 'unknown'}>
      <StateIcon tone={met.length > 0 ? 'info' : 'unknown'} size={16} />
      <p>
        {broken !== undefined && `“${broken.value}” does not look like a pattern. `}
        {met.length === 0 ? 'None' : met.length} of {alerts.length} open {alerts.length === 1 ? 'alert' : 'alerts'} now
        {names.length > 0 && `: ${names.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`}
      </p>
    </div>
  );
}
