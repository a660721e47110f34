import type { Pacer } from '../../jobs/pacer.js';
import type { MetricResult } from '../evaluation/series-evaluation.js';

/** The most that may be asked for. */
export const MAX_RANKED = 1000;

/** The groups with the greatest or the least values, and how many of them. */
export interface GroupRank {
  readonly order: 'top' | 'bottom';
  /** 1 … MAX_RANKED */
  readonly count: number;
}

/**
 * The groups whose mean of all values over the range is greatest (or least), the first of them first. Groups without a
 * finite value are left out. Without a rank all stay as they are.
 */
export async function rankGroups(
  results: readonly MetricResult[],
  rank: GroupRank | undefined,
  pacer: Pacer,
): Promise<readonly MetricResult[]> {
  if (!rank) return results;
  const sign = rank.order === 'top' ? -1 : 1;
  const scores = new Float64Array(results.length);
  for (let i = 0; i < scores.length; i++) {
    scores[i] = sign * meanOf(results[i]!.values);
    if (pacer.isDue) await pacer.pause();
  }
  // Typed arrays sort a hundred thousand numbers in a few milliseconds; what is no number comes last.
  const sorted = scores.toSorted();
  const last = sorted[rank.count - 1] ?? Number.NaN;
  let ties = rank.count - sorted.indexOf(last);
  const ranked: { result: MetricResult; score: number }[] = [];
  for (let i = 0; i < scores.length; i++) {
    const score = scores[i]!;
    const chosen = Number.isNaN(last) ? !Number.isNaN(score) : score < last || (score === last && ties-- > 0);
    if (chosen) ranked.push({ result: results[i]!, score });
  }
  return ranked.sort((a, b) => a.score - b.score).map(({ result }) => result);
}

/** NaN when there is no value that is finite. */
function meanOf(values: Float64Array): number {
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}
