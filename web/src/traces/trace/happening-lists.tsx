import { Link } from '@tanstack/react-router';
import type { components } from '../../api/schema.js';
import { StateBadge } from '../../state/state-badge.js';
import { toError } from '../links.js';
import { spellOffset } from '../waterfall/spell-offset.js';
import styles from './happening-lists.module.css';
import { toneOfLevel } from './happenings.js';
import { preciseMs } from './precise-time.js';

type ErrorView = components['schemas']['ErrorView'];
type LogRecordView = components['schemas']['LogRecordView'];

interface ErrorListProps {
  errors: readonly ErrorView[];
  /** Of an error, the one that caused it, by their ids. */
  causes?: ReadonlyMap<string, string | null>;
  onSpan?: (spanId: string) => void;
}

/** Errors of a trace, each leading to itself on the page of its group. */
export function ErrorList({ errors, causes, onSpan }: ErrorListProps) {
  const typeOf = (id: string | null | undefined) => errors.find(({ error_id }) => error_id === id)?.error_type;
  return (
    <ul className={styles.list}>
      {errors.map(({ error_id, error_type, error_message, group_id, service, span_id, culprit }) => {
        const cause = typeOf(causes?.get(error_id));
        return (
          <li key={error_id} className={styles.item}>
            <p className={styles.line}>
              <StateBadge tone="error">error</StateBadge>
              <Link {...toError({ group_id, error_id })} className={styles.strong}>
                {error_type}
              </Link>
              <span className={styles.small}>{service}</span>
              {onSpan !== undefined && span_id !== null && <SpanButton onClick={() => onSpan(span_id)} />}
            </p>
            <p className={styles.message}>{error_message}</p>
            {culprit !== null && <p className={styles.small}>{culprit}</p>}
            {cause !== undefined && <p className={styles.small}>Caused by {cause} further down.</p>}
          </li>
        );
      })}
    </ul>
  );
}

interface LogListProps {
  logs: readonly LogRecordView[];
  /** When the trace began, epoch milliseconds. */
  startAt: number;
  onSpan?: (spanId: string) => void;
}

/** Log records on the clock of the trace. */
export function LogList({ logs, startAt, onSpan }: LogListProps) {
  return (
    <ul className={styles.list}>
      {logs.map(({ log_id, timestamp, level, message, service, span_id }) => (
        <li key={log_id} className={styles.item}>
          <p className={styles.line}>
            <StateBadge tone={toneOfLevel(level)}>{level}</StateBadge>
            <span className={styles.small} title={timestamp}>
              +{spellOffset(preciseMs(timestamp) - startAt, 1)}
            </span>
            <span className={styles.small}>{service}</span>
            {onSpan !== undefined && span_id !== null && <SpanButton onClick={() => onSpan(span_id)} />}
          </p>
          <p className={styles.message}>{message}</p>
        </li>
      ))}
    </ul>
  );
}

function SpanButton({ onClick }: { onClick: () => void }) {
  return (
    <button type="button" className={styles.span} onClick={onClick}>
      Show its span
    </button>
  );
}
