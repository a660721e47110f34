import { type Condition, conditionMet } from '../rules/condition.js';

/** The last hour of a metric before a message, for a small picture of it. */
export interface Chart {
  metricName: string;
  /** One for each step, oldest first; undefined where nothing was measured. */
  values: (number | undefined)[];
  stepMs: number;
  threshold: number | null;
  condition: Condition | null;
}

const BLOCKS = '▁▂▃▄▅▆▇█';

/** The share of the full height for each value, from 0 to 1; the threshold and zero are always in the picture. */
export function heights({ values, threshold }: Chart): (number | undefined)[] {
  const known = [...values.filter((value) => value !== undefined), 0, ...(threshold === null ? [] : [threshold])];
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const span = most - least || 1;
  return values.map((value) => (value === undefined ? undefined : (value - least) / span));
}

/** Whether a value is on the bad side of the threshold. */
export function isBad({ condition, threshold }: Chart, value: number | undefined): boolean {
  return value !== undefined && condition !== null && threshold !== null && conditionMet(condition, value, threshold);
}

/** A chart in one line of text. */
export function chartLine(chart: Chart): string {
  const at = (share: number) => BLOCKS[Math.min(BLOCKS.length - 1, Math.floor(share * BLOCKS.length))];
  return heights(chart)
    .map((share) => (share === undefined ? ' ' : at(share)))
    .join('');
}

/** What the picture shows, in words. */
export function chartCaption({ metricName, values, stepMs, threshold }: Chart): string {
  const known = values.filter((value) => value !== undefined);
  const range = `from ${shortNumber(Math.min(...known))} to ${shortNumber(Math.max(...known))}`;
  const limit = threshold === null ? '' : `, threshold ${shortNumber(threshold)}`;
  return `${metricName}, last ${Math.round((values.length * stepMs) / 60_000)} minutes: ${range}${limit}`;
}

/** At most four decimals: nobody reads 93.33333333333333. */
export function shortNumber(value: number): string {
  return String(Math.round(value * 10_000) / 10_000);
}
