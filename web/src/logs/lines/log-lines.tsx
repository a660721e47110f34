import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { fieldName, type LogRecord } from '../log-field.js';
import { type LineLook, LogLine } from './log-line.js';
import styles from './log-lines.module.css';
import { formatLineTime } from './log-time.js';
import { useEnd } from './use-end.js';
import { useLineKeys } from './use-line-keys.js';

/** How near its end the list is when more is asked for, px. */
const NEAR_END = 1200;
const LINE_HEIGHT = 25;
const NARROW_LINE_HEIGHT = 49;
const NARROW = matchMedia('(max-width: 700px)');
const nothing = () => undefined;

interface LogLinesProps {
  /** What is listed, for screen readers. */
  label: string;
  lines: readonly LogRecord[];
  look: LineLook;
  open: ReadonlySet<string>;
  onToggle: (id: string) => void;
  /** Whether the end of the list is kept in view, and what happens when the reader leaves it. */
  isFollowing?: boolean;
  onLeaveEnd?: () => void;
  onScroll?: (scroller: HTMLElement) => void;
  onNearEnd?: () => void;
  footer?: ReactNode;
}

/** Lines of the log, any number of them: only those in view are in the page. */
export function LogLines(props: LogLinesProps) {
  const {
    label,
    lines,
    look,
    open,
    onToggle,
    isFollowing = false,
    onLeaveEnd = nothing,
    onScroll,
    onNearEnd,
    footer,
  } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => lines[index]!.log_id, [lines]),
    estimateSize: () => (NARROW.matches ? NARROW_LINE_HEIGHT : LINE_HEIGHT),
    overscan: 10,
  });
  useEnd(scroller, { isFollowing, onLeave: onLeaveEnd, contents: lines, height: virtual.getTotalSize() });
  useMeasuringAnew(virtual, look);
  useLineKeys(
    scroller,
    lines,
    useCallback((index) => virtual.scrollToIndex(index, { align: 'auto' }), [virtual]),
  );
  const isNearEnd = useCallback(
    ({ scrollTop, clientHeight, scrollHeight }: HTMLElement) => scrollHeight - scrollTop - clientHeight < NEAR_END,
    [],
  );

  // A list that is shorter than its box is never scrolled.
  useEffect(() => {
    if (lines.length > 0 && scroller.current !== null && isNearEnd(scroller.current)) onNearEnd?.();
  }, [lines, isNearEnd, onNearEnd]);

  const variables = { '--tracks': tracksOf(look, lines) };
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      style={variables as React.CSSProperties}
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={({ currentTarget }) => {
        onScroll?.(currentTarget);
        if (isNearEnd(currentTarget)) onNearEnd?.();
      }}
    >
      <div className={styles.head} aria-hidden="true">
        <span />
        <span>Time</span>
        <span className={styles.level}>Level</span>
        <span>Service</span>
        {look.columns.map((key) => (
          <span key={key} title={key}>
            {fieldName(key)}
          </span>
        ))}
        <span>Message</span>
      </div>
      <div role="list" aria-label={label} className={styles.lines} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const record = lines[index]!;
          return (
            <div
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={lines.length}
              aria-posinset={index + 1}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              <LogLine record={record} look={look} isOpen={open.has(record.log_id)} onToggle={onToggle} />
            </div>
          );
        })}
      </div>
      {footer !== undefined && <div className={styles.footer}>{footer}</div>}
    </div>
  );
}

/** The heights that were measured are of no use once lines look otherwise. */
function useMeasuringAnew(virtual: Virtualizer<HTMLDivElement, Element>, look: LineLook): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another look asks for it
  useEffect(() => {
    const measure = () => virtual.measure();
    measure();
    NARROW.addEventListener('change', measure);
    return () => NARROW.removeEventListener('change', measure);
  }, [virtual, look.isWrapped]);
}

/** The columns of a line: as wide for all lines as the time of the oldest and the newest asks for. */
function tracksOf({ columns }: LineLook, lines: readonly LogRecord[]): string {
  const times = [lines[0], lines.at(-1)].map((line) => (line ? formatLineTime(line.timestamp, Date.now()).length : 0));
  const added = columns.map(() => 'minmax(60px, 160px)').join(' ');
  return `18px ${Math.max(12, ...times)}ch 62px minmax(60px, 120px) ${added} minmax(0, 1fr)`;
}
