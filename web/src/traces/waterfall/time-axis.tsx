import { spellOffset } from './spell-offset.js';
import { placeIn, type TimeWindow, ticksOf } from './time-window.js';
import styles from './waterfall.module.css';

/** The moments above the bars, since the trace began. */
export function TimeAxis({ window, about = 6 }: { window: TimeWindow; about?: number }) {
  const ticks = ticksOf(window, about);
  const step = ticks.length > 1 ? ticks[1]! - ticks[0]! : window.to - window.from;
  return (
    <>
      {ticks.map((tick) => {
        const left = placeIn(window, tick, tick)?.left ?? 0;
        return (
          <span key={tick} className={styles.tick} data-last={left > 0.93} style={{ left: `${left * 100}%` }}>
            {spellOffset(tick, step)}
          </span>
        );
      })}
    </>
  );
}
