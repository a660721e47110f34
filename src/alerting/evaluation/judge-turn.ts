/** How punctual a turn over the rules was; ms. */
export interface Punctuality {
  durationMs: number;
  /** How long after it was due it came to its end. */
  lagMs: number;
  /** How many turns were due since the one before and did not take place. */
  missed: number;
}

/** Judges a turn by the one before. @param previousStart undefined for the very first; all times are epoch ms */
export function judgeTurn(
  previousStart: number | undefined,
  startedAt: number,
  finishedAt: number,
  intervalMs: number,
): Punctuality {
  const durationMs = finishedAt - startedAt;
  if (previousStart === undefined) return { durationMs, lagMs: durationMs, missed: 0 };
  return {
    durationMs,
    // A restart may begin sooner than it was due.
    lagMs: Math.max(durationMs, finishedAt - previousStart - intervalMs),
    missed: Math.max(0, Math.round((startedAt - previousStart) / intervalMs) - 1),
  };
}
