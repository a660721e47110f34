import { latest, latestComplete } from '../../charts/latest.js';
import { growsWithTime } from '../question/aggregations.js';
import type { Line, Lines } from './chart-lines.js';

/** What a line comes to over the time that is shown; null where it has no values. */
export interface Summary {
  readonly last: number | null;
  readonly min: number | null;
  readonly avg: number | null;
  readonly max: number | null;
}

/** The figures of one line. The step that is not over yet is no reading of what still grows in it. */
export function summarize({ values, aggregation }: Line, { times, span }: Omit<Lines, 'lines'>): Summary {
  let min: number | null = null;
  let max: number | null = null;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    min = min === null ? value : Math.min(min, value);
    max = max === null ? value : Math.max(max, value);
    sum += value;
    count += 1;
  }
  return {
    last: growsWithTime(aggregation) ? latestComplete(values, times, span.to, span.stepMs ?? 0) : latest(values),
    min,
    avg: count === 0 ? null : sum / count,
    max,
  };
}

/** At most so many values of a line, for a small drawing: of several the highest, so that no peak is lost. */
export function thin(values: readonly (number | null)[], most: number): (number | null)[] {
  if (values.length <= most) return [...values];
  return Array.from({ length: most }, (_, at) => {
    const part = values.slice(Math.floor((at * values.length) / most), Math.floor(((at + 1) * values.length) / most));
    const measured = part.filter((value) => value !== null);
    return measured.length === 0 ? null : Math.max(...measured);
  });
}
