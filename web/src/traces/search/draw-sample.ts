import type { components } from '../../api/schema.js';
import type { TimeSpan } from '../../time/time-range.js';

export type TraceSummary = components['schemas']['TraceSummary'];

/** What is asked of the search beside the filters. */
export interface SampleQuestion extends TimeSpan {
  readonly sort: 'recent' | 'slowest';
  readonly limit: number;
}

type Ask = (question: SampleQuestion) => Promise<{ items: readonly TraceSummary[]; next_cursor: string | null }>;

/** Traces of a range of time for a picture of them. */
export interface TraceSample {
  readonly items: readonly TraceSummary[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/** When there are no more than these, they are all. */
const LATEST = 500;
const SLOWEST = 300;
/** What the latest leave of the range is looked at in so many parts, each by its latest so many. */
const PARTS = 12;
const OF_EACH = 120;

/**
 * Draws traces for a picture: all of them when one answer holds them, else the latest, the slowest of the whole range, so that none that
 * matters is missing, and some of each part of the rest.
 */
export async function drawSample(ask: Ask, { from, to }: TimeSpan): Promise<TraceSample> {
  const latest = await ask({ from, to, sort: 'recent', limit: LATEST });
  if (latest.next_cursor === null) return { items: latest.items, isComplete: true };
  const oldest = Math.min(to, ...latest.items.map(({ started_at }) => Date.parse(started_at)));
  const length = (oldest - from) / PARTS;
  const parts = Array.from({ length: PARTS }, (_, part) => ({
    from: Math.round(from + part * length),
    to: Math.round(from + (part + 1) * length),
    sort: 'recent' as const,
    limit: OF_EACH,
  })).filter((part) => part.to > part.from);
  const answers = await Promise.all([ask({ from, to, sort: 'slowest', limit: SLOWEST }), ...parts.map(ask)]);
  return { items: merge([latest.items, ...answers.map(({ items }) => items)]), isComplete: false };
}

/** Several lists of traces as one, each trace once: as the first list has it. */
export function merge(lists: readonly (readonly TraceSummary[])[]): TraceSummary[] {
  const known = new Map<string, TraceSummary>();
  for (const list of lists) {
    for (const trace of list) if (!known.has(trace.trace_id)) known.set(trace.trace_id, trace);
  }
  return [...known.values()];
}
