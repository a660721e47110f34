import { mergeSamples } from './merge-samples.js';
import type { Samples } from './samples.js';

/**
 * Puts parts of one series into ascending time. Parts that do not overlap, which is nearly all of them, are not copied.
 *
 * @param parts in the order in which they were written, each ascending in time and not empty
 * @param lastWins for states: of several samples of one instant only the last written stays. Events all stay.
 * @returns parts that follow each other in time
 */
export function orderSamples(parts: readonly Samples[], lastWins: boolean): Samples[] {
  if (parts.length < 2) return [...parts];
  const byStart = parts.map((samples, written) => ({ samples, written })).sort(compareStarts);
  const ordered: Samples[] = [];
  for (let from = 0; from < byStart.length; ) {
    let end = endOf(byStart[from]!.samples);
    let to = from + 1;
    while (to < byStart.length && byStart[to]!.samples.times[0]! <= end) {
      end = Math.max(end, endOf(byStart[to]!.samples));
      to++;
    }
    ordered.push(to === from + 1 ? byStart[from]!.samples : mergeCluster(byStart.slice(from, to), lastWins));
    from = to;
  }
  return ordered;
}

interface WrittenSamples {
  readonly samples: Samples;
  readonly written: number;
}

function compareStarts(a: WrittenSamples, b: WrittenSamples): number {
  return a.samples.times[0]! - b.samples.times[0]!;
}

function mergeCluster(cluster: readonly WrittenSamples[], lastWins: boolean): Samples {
  const written = cluster.toSorted((a, b) => a.written - b.written);
  return mergeSamples(
    written.map(({ samples }) => samples),
    lastWins,
  );
}

function endOf({ times }: Samples): number {
  return times[times.length - 1]!;
}
