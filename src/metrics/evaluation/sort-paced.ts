import type { Pacer } from '../../jobs/pacer.js';

/** So many are sorted without a pause. */
const RUN = 2000;

/** A copy in ascending order of a text, without keeping others waiting however long it is. */
export async function sortPaced<T>(items: readonly T[], keyOf: (item: T) => string, pacer: Pacer): Promise<T[]> {
  const ascending = (a: T, b: T) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b)));
  let runs: T[][] = [];
  for (let start = 0; start < items.length; start += RUN) {
    runs.push(items.slice(start, start + RUN).sort(ascending));
    await pacer.pause();
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let i = 0; i < runs.length; i += 2) merged.push(await merge(runs[i]!, runs[i + 1] ?? [], ascending, pacer));
    runs = merged;
  }
  return runs[0] ?? [];
}

async function merge<T>(
  left: readonly T[],
  right: readonly T[],
  compare: (a: T, b: T) => number,
  pacer: Pacer,
): Promise<T[]> {
  const merged: T[] = [];
  for (let l = 0, r = 0; l < left.length || r < right.length; ) {
    const takeLeft = r === right.length || (l < left.length && compare(left[l]!, right[r]!) <= 0);
    merged.push(takeLeft ? left[l++]! : right[r++]!);
    if (merged.length % RUN === 0) await pacer.pause();
  }
  return merged;
}
