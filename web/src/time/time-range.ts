/** What the reader looks at: a length of time that ends now, or a span that stays where it is. */
export type TimeRange =
  | { readonly last: string }
  | {
      /** Epoch milliseconds. */
      readonly from: number;
      readonly to: number;
    };

/** A span of time; epoch milliseconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** The lengths that the page offers. Others can be typed into the address: `range=90m`. */
export const LENGTHS = ['15m', '1h', '3h', '6h', '12h', '24h', '2d', '7d', '30d'] as const;
export const DEFAULT_RANGE: TimeRange = { last: '1h' };

const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const WORDS = { s: 'second', m: 'minute', h: 'hour', d: 'day', w: 'week' } as const;
const LENGTH = /^([1-9]\d{0,4})([smhdw])$/;

/** How a range is written in the page's address. */
export interface RangeSearch {
  readonly range?: string;
  readonly from?: string;
  readonly to?: string;
}

/** The milliseconds of a length such as `15m`; undefined when it is none. */
export function lengthMs(text: string): number | undefined {
  const [, count, unit] = LENGTH.exec(text) ?? [];
  return count === undefined ? undefined : Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** Reads a range from an address; one that makes no sense counts as none. */
export function rangeOf({ range, from, to }: RangeSearch): TimeRange | undefined {
  if (range !== undefined && lengthMs(range) !== undefined) return { last: range };
  const span = { from: momentOf(from), to: momentOf(to) };
  return span.from < span.to ? span : undefined;
}

/** Writes a range for an address, to the second where nothing is lost by it. */
export function searchOf(range: TimeRange): RangeSearch {
  if ('last' in range) return { range: range.last, from: undefined, to: undefined };
  return { range: undefined, from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() };
}

/** The instants of a range. */
export function resolveRange(range: TimeRange, now: number): TimeSpan {
  if (!('last' in range)) return { from: range.from, to: range.to };
  return { from: now - lengthMs(range.last)!, to: now };
}

/** Twice as long, around the same middle, ending no later than now. */
export function widen(range: TimeRange, now: number): TimeRange {
  const { from, to } = resolveRange(range, now);
  const half = (to - from) / 2;
  const end = Math.min(to + half, now);
  return { from: Math.round(end - 4 * half), to: Math.round(end) };
}

/** How often what is shown is asked again at least: the longer the span, the less does a moment change it. */
export function refreshMs(range: TimeRange | undefined): number {
  const length = range === undefined ? 0 : 'last' in range ? lengthMs(range.last)! : Number.POSITIVE_INFINITY;
  if (length <= UNITS.h) return 5000;
  return length <= 12 * UNITS.h ? 15_000 : 60_000;
}

/** A length in words: "15 minutes", "hour", as in "the last hour". */
export function lengthInWords(length: string): string {
  const [, count, unit] = LENGTH.exec(length) ?? [];
  const word = WORDS[unit as keyof typeof WORDS];
  if (count === undefined) return length;
  return count === '1' ? word : `${count} ${word}s`;
}

function momentOf(text: string | undefined): number {
  if (text === undefined) return Number.NaN;
  return /^\d{10,16}$/.test(text) ? Number(text) : Date.parse(text);
}
