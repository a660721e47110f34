const DAY_SECONDS = 86_400;
/** A season must have come around often enough to be told from chance. */
const MIN_DAYS = 3;
const MIN_DAYS_FOR_WEEKS = 14;
/** So many of the windows must have a value. */
const MIN_SHARE = 0.8;

/** What a baseline is trained on: a value for every window, and the seasons to look for, in windows. */
export interface TrainingSeries {
  readonly values: Float64Array;
  readonly periods: number[];
}

/**
 * Makes a group's past fit for training: it begins with its first value, and gaps are filled with a straight line.
 *
 * @returns undefined when there is too little of it: less than three days, or a value in less than four windows of five
 */
export function trainingSeries(
  past: readonly (number | undefined)[],
  windowSeconds: number,
): TrainingSeries | undefined {
  const first = past.findIndex((value) => value !== undefined);
  if (first < 0) return undefined;
  const series = past.slice(first);
  const days = (series.length * windowSeconds) / DAY_SECONDS;
  const known = series.filter((value) => value !== undefined).length;
  if (days < MIN_DAYS || known < MIN_SHARE * series.length) return undefined;
  const day = DAY_SECONDS / windowSeconds;
  return { values: filled(series), periods: days < MIN_DAYS_FOR_WEEKS ? [day] : [day, 7 * day] };
}

/** @param series begins with a value */
function filled(series: readonly (number | undefined)[]): Float64Array {
  const values = new Float64Array(series.length);
  let lastAt = 0;
  for (const [at, value] of series.entries()) {
    if (value === undefined) continue;
    values[at] = value;
    for (let gap = lastAt + 1; gap < at; gap++) {
      values[gap] = values[lastAt]! + ((value - values[lastAt]!) * (gap - lastAt)) / (at - lastAt);
    }
    lastAt = at;
  }
  return values.fill(values[lastAt]!, lastAt + 1);
}
