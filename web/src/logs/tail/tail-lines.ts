/** More than anybody scrolls through, little enough to stay in memory all night. */
export const MAX_TAIL_LINES = 5000;

/** What a tail has brought so far. */
export interface TailLines<T> {
  /** Oldest first; the newest of them when there were more than are kept. */
  readonly lines: readonly T[];
  /** How many came in all. */
  readonly count: number;
}

/** Nothing yet. */
export const NO_LINES: TailLines<never> = { lines: [], count: 0 };

/** Puts new lines behind those there are, and lets go of the oldest. */
export function addLines<T>({ lines, count }: TailLines<T>, fresh: readonly T[], most = MAX_TAIL_LINES): TailLines<T> {
  const kept = Math.max(0, most - fresh.length);
  return {
    lines: [...(kept === 0 ? [] : lines.slice(-kept)), ...fresh.slice(-most)],
    count: count + fresh.length,
  };
}
