import { type MouseEvent, memo } from 'react';
import { Icon } from '../../state/icon.js';
import { fieldName, fieldText, type LogRecord } from '../log-field.js';
import { LEVEL_TONES } from '../log-level.js';
import { LevelSign } from './level-sign.js';
import { LogDetails } from './log-details.js';
import styles from './log-line.module.css';
import { formatLineTime } from './log-time.js';
import { MarkedText } from './marked-text.js';

/** How lines are shown. */
export interface LineLook {
  /** What is marked in messages. */
  readonly pattern: RegExp | undefined;
  /** Fields that have a column of their own. */
  readonly columns: readonly string[];
  /** Whether long messages are broken rather than cut. */
  readonly isWrapped: boolean;
}

interface LogLineProps {
  record: LogRecord;
  look: LineLook;
  isOpen: boolean;
  /** Whether it is the line that the others are shown for. */
  isMarked?: boolean;
  onToggle: (id: string) => void;
}

/** One record as a line; open, with all its fields under it. A click anywhere on the line opens it, unless text was selected by it. */
export const LogLine = memo(function LogLine({ record, look, isOpen, isMarked, onToggle }: LogLineProps) {
  const { log_id: id, level, message, service, timestamp } = record;

  function onClick({ target }: MouseEvent): void {
    const isSelecting = !(getSelection()?.isCollapsed ?? true);
    if (!isSelecting && !(target as Element).closest('a, button')) onToggle(id);
  }

  return (
    <div className={styles.line} data-tone={LEVEL_TONES[level]} data-marked={isMarked} data-open={isOpen}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: the button in it does the same for the keyboard */}
      <div className={styles.row} data-wrapped={look.isWrapped} onClick={onClick}>
        <button
          type="button"
          className={styles.opener}
          aria-expanded={isOpen}
          aria-label={`${level}, ${service}: ${message.slice(0, 200)}`}
          onClick={() => onToggle(id)}
        >
          <Icon name={isOpen ? 'down' : 'right'} size={14} />
        </button>
        <time className={styles.time} dateTime={timestamp} title={timestamp}>
          {formatLineTime(timestamp, Date.now())}
        </time>
        <LevelSign level={level} />
        <span className={styles.service} title={service}>
          {service}
        </span>
        {look.columns.map((key) => (
          <span key={key} className={styles.column} title={`${fieldName(key)}: ${fieldText(record, key)}`}>
            {fieldText(record, key)}
          </span>
        ))}
        <span className={styles.message}>
          <MarkedText text={look.isWrapped ? message : firstLine(message)} pattern={look.pattern} />
        </span>
      </div>
      {isOpen && <LogDetails record={record} pattern={look.pattern} />}
    </div>
  );
});

/** A line that is cut shows no more than this of a message anyway. */
const MOST_CHARACTERS = 600;

function firstLine(message: string): string {
  const end = message.indexOf('\n');
  const line = end < 0 ? message : `${message.slice(0, end)} …`;
  return line.length > MOST_CHARACTERS ? `${line.slice(0, MOST_CHARACTERS)}…` : line;
}
