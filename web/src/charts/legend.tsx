import { useState } from 'react';
import styles from './legend.module.css';
import { shownSeries } from './pick-series.js';
import type { Ink } from './series.js';
import { Swatch } from './swatch.js';
import type { SeriesFocus } from './use-series-focus.js';

/** One series of a chart by name, ink and value. */
export interface LegendEntry {
  readonly label: string;
  readonly ink: Ink;
  readonly value: string;
  readonly dashed?: boolean;
  readonly twinOf?: string;
}

/** So many entries are in sight before the reader asks for all. */
const FIRST = 12;

interface LegendProps {
  entries: readonly LegendEntry[];
  moment?: string;
  /** With it a click on an entry shows its series alone, and pointing at it brings its line forward. */
  focus?: SeriesFocus;
}

/** Which line is which and what it says. Screen readers get the values from the chart itself. */
export function Legend({ entries, moment, focus }: LegendProps) {
  const [isOpen, setIsOpen] = useState(false);
  if (focus === undefined || entries.length < 2) {
    return (
      <div className={styles.legend} aria-hidden="true">
        {entries.map((entry) => (
          <span key={entry.label} className={styles.entry} title={entry.label}>
            <Content {...entry} />
          </span>
        ))}
        {moment !== undefined && <span className={styles.moment}>{moment}</span>}
      </div>
    );
  }
  const labels = entries.map(({ label, twinOf }) => twinOf ?? label);
  const shown = shownSeries(labels, focus.picked);
  const rest = entries.length - FIRST;
  return (
    <fieldset className={styles.legend} data-open={isOpen} aria-label="Series">
      {entries.slice(0, isOpen ? undefined : FIRST).map((entry, position) => (
        <button
          key={entry.label}
          type="button"
          className={`${styles.entry} ${styles.pick}`}
          title={`${entry.label} (click: alone, with Shift: more of them)`}
          aria-pressed={focus.picked !== undefined && shown[position]}
          data-shown={shown[position]}
          onClick={({ shiftKey, ctrlKey, metaKey }) =>
            focus.pick(entry.twinOf ?? entry.label, shiftKey || ctrlKey || metaKey)
          }
          onPointerEnter={() => focus.light(entry.label)}
          onPointerLeave={() => focus.light(undefined)}
          onFocus={() => focus.light(entry.label)}
          onBlur={() => focus.light(undefined)}
        >
          <Content {...entry} />
        </button>
      ))}
      {rest > 0 && (
        <button
          type="button"
          className={`${styles.pick} ${styles.more}`}
          aria-expanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
        >
          {isOpen ? 'Show fewer' : `Show ${rest} more`}
        </button>
      )}
      {moment !== undefined && <span className={styles.moment}>{moment}</span>}
    </fieldset>
  );
}

function Content({ label, ink, value, dashed }: LegendEntry) {
  return (
    <>
      <Swatch ink={ink} dashed={dashed} />
      <span className={styles.label}>{label}</span> <b>{value}</b>
    </>
  );
}
