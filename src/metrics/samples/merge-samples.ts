import { concatDoubles } from './double-bits.js';
import { gatherSamples, joinCounts, type Samples } from './samples.js';

/**
 * Puts parts of one series together in ascending time.
 *
 * @param parts in the order in which they were written
 * @param lastWins for states: of several samples of one instant only the last written stays. Events all stay.
 */
export function mergeSamples(parts: readonly Samples[], lastWins: boolean): Samples {
  const joined = parts.length === 1 ? parts[0]! : concatParts(parts);
  if (isOrdered(joined.times, lastWins)) return joined;
  const { times } = joined;
  const order = Uint32Array.from(times, (_, position) => position);
  order.sort((a, b) => times[a]! - times[b]! || a - b);
  return gatherSamples(joined, lastWins ? lastOfEachTime(times, order) : order);
}

function concatParts(parts: readonly Samples[]): Samples {
  return {
    times: concatDoubles(parts.map((part) => part.times)),
    values: concatDoubles(parts.map((part) => part.values)),
    counts: joinCounts(parts),
  };
}

function isOrdered(times: Float64Array, strictly: boolean): boolean {
  for (let i = 1; i < times.length; i++) {
    const step = times[i]! - times[i - 1]!;
    if (step < 0 || (strictly && step === 0)) return false;
  }
  return true;
}

function lastOfEachTime(times: Float64Array, order: Uint32Array): Uint32Array {
  return order.filter((position, i) => i + 1 === order.length || times[order[i + 1]!] !== times[position]);
}
