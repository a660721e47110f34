import type { Ink } from '../../charts/series.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import type { Happening } from '../trace/happenings.js';
import type { TreeSpan } from '../trace/span-tree.js';
import { placeIn, type TimeWindow } from './time-window.js';
import styles from './waterfall.module.css';

/** More signs than this on one bar say nothing more. */
const MOST_SIGNS = 30;

interface BarProps {
  placed: TreeSpan;
  window: TimeWindow;
  ink: Ink;
  happenings: readonly Happening[] | undefined;
}

/** A span at its time, with how long it took, and what happened in it. */
export function Bar({ placed: { span, startMs, endMs }, window, ink, happenings }: BarProps) {
  const place = placeIn(window, startMs, endMs);
  const took = span.duration_ms === null ? 'still open' : spell(formatLatency(span.duration_ms));
  return (
    <>
      {place === undefined ? (
        <span className={styles.outside} data-side={endMs < window.from ? 'before' : 'after'}>
          {endMs < window.from ? '‹' : '›'} {took}
        </span>
      ) : (
        <>
          <span
            className={styles.bar}
            data-open={span.duration_ms === null}
            data-critical={span.on_critical_path}
            style={{ left: `${place.left * 100}%`, width: `${place.width * 100}%`, background: `var(--${ink})` }}
          />
          <span className={styles.took} style={labelPlace(place)}>
            {took}
          </span>
        </>
      )}
      {happenings?.slice(0, MOST_SIGNS).map(({ kind, atMs, tone, title }, index) => {
        const at = placeIn(window, atMs, atMs);
        return (
          at !== undefined && (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: signs have nothing else of their own
              key={index}
              className={styles.sign}
              data-kind={kind}
              data-tone={tone}
              title={title}
              style={{ left: `${at.left * 100}%` }}
            />
          )
        );
      })}
    </>
  );
}

/** Behind the bar where there is room, else before it, else over its end. */
function labelPlace({ left, width }: { left: number; width: number }): React.CSSProperties {
  const right = left + width;
  if (right < 0.86) return { left: `calc(${right * 100}% + 6px)` };
  if (left > 0.14) return { right: `calc(${(1 - left) * 100}% + 6px)` };
  return { right: 6, padding: '0 4px', borderRadius: 4, background: 'var(--surface)', lineHeight: '15px', top: 5 };
}
