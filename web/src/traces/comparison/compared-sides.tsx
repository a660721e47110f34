import type { AnswerOf } from '../../api/use-get.js';
import { formatSpanOfTime } from '../../format/clock.js';
import { formatLatency } from '../../format/duration.js';
import { formatPercent } from '../../format/number.js';
import { type Measured, type Quantity, spell } from '../../format/quantity.js';
import styles from './comparison.module.css';

type Side = AnswerOf<'/traces/compare'>['base'];

/** The two sides in figures. */
export function ComparedSides({ earlier, now }: { earlier: Side; now: Side }) {
  const spanOf = ({ start_time, end_time }: Side) => formatSpanOfTime(Date.parse(start_time), Date.parse(end_time));
  const percent = (ratio: Measured) => formatPercent(ratio == null ? ratio : ratio * 100);
  return (
    <div className={styles.scroller}>
      <table className={styles.sides}>
        <thead>
          <tr>
            <td />
            <th scope="col">Earlier: {spanOf(earlier)}</th>
            <th scope="col">Now: {spanOf(now)}</th>
            <th scope="col">Difference</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Traces stored</th>
            <td>{count(earlier)}</td>
            <td>{count(now)}</td>
            <td />
          </tr>
          <Line name="Half took at most" earlier={earlier.p50_ms} now={now.p50_ms} format={formatLatency} />
          <Line name="95 of 100 took at most" earlier={earlier.p95_ms} now={now.p95_ms} format={formatLatency} />
          <Line
            name="With a failed span"
            earlier={earlier.traces ? earlier.error_ratio : null}
            now={now.traces ? now.error_ratio : null}
            format={percent}
          />
        </tbody>
      </table>
      <p className={styles.note}>
        {earlier.sampled_traces} and {now.sampled_traces} of the traces were drawn to look at their spans. Of times more
        than two hours ago mostly the slow and the failed ones are stored.
      </p>
    </div>
  );
}

function count({ traces, complete }: Side): string {
  return `${traces.toLocaleString('en')}${complete ? '' : ' and more'}`;
}

/** Differences below this share of what was before may be chance. */
const SLIGHT = 0.1;

interface LineProps {
  name: string;
  earlier: Measured;
  now: Measured;
  format: (value: Measured) => Quantity;
}

function Line({ name, earlier, now, format }: LineProps) {
  const difference = earlier == null || now == null ? undefined : now - earlier;
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{spell(format(earlier))}</td>
      <td>{spell(format(now))}</td>
      <td>
        {difference === undefined || difference === 0 ? (
          '–'
        ) : (
          <Difference
            value={difference}
            words={spell(format(Math.abs(difference)))}
            slight={Math.abs(difference) < (earlier ?? 0) * SLIGHT}
          />
        )}
      </td>
    </tr>
  );
}

/** A difference in words and, unless it is `slight`, in colour: more is worse. */
export function Difference({ value, words, slight = false }: { value: number; words: string; slight?: boolean }) {
  return (
    <span className={styles.difference} data-tone={slight ? undefined : value > 0 ? 'error' : 'good'}>
      {value > 0 ? '▲' : '▼'} {words} {value > 0 ? 'more' : 'less'}
    </span>
  );
}
