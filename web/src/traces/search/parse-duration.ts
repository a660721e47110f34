const UNITS = { us: 0.001, µs: 0.001, ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 } as const;

/** Milliseconds of a duration as people type it: `250`, `250 ms`, `1.5s`, `2 min`; undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  const [, figure, unit] = /^\s*(\d+(?:[.,]\d+)?|[.,]\d+)\s*(us|µs|ms|s|m|min|h)?\s*$/i.exec(text) ?? [];
  if (figure === undefined) return undefined;
  return Number(figure.replace(',', '.')) * UNITS[(unit?.toLowerCase() ?? 'ms') as keyof typeof UNITS];
}

/** Milliseconds as they can be typed again: `250 ms`, `1.5 s`. */
export function writeDuration(milliseconds: number): string {
  if (milliseconds >= 1000) return `${Number((milliseconds / 1000).toFixed(3))} s`;
  return `${Number(milliseconds.toFixed(3))} ms`;
}
