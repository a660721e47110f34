/** The part of a trace's time that the waterfall shows; milliseconds since the trace began. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** The narrowest window: a microsecond. */
const NARROWEST_MS = 0.001;

/** The whole of a trace. One without any length is shown as a millisecond. */
export function wholeWindow(durationMs: number): TimeWindow {
  return { from: 0, to: durationMs > 0 ? durationMs : 1 };
}

/** A window moved or cut so that it lies within the whole. */
export function within(whole: TimeWindow, { from, to }: TimeWindow): TimeWindow {
  const length = Math.min(Math.max(to - from, NARROWEST_MS), whole.to - whole.from);
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/** A window `factor` times as long, with the moment at `share` of its width staying where it is. */
export function zoomed(whole: TimeWindow, { from, to }: TimeWindow, share: number, factor: number): TimeWindow {
  const length = Math.max((to - from) * factor, NARROWEST_MS);
  const start = from + (to - from) * share - length * share;
  return within(whole, { from: start, to: start + length });
}

/** A window moved by a share of its length. */
export function panned(whole: TimeWindow, { from, to }: TimeWindow, share: number): TimeWindow {
  const by = (to - from) * share;
  return within(whole, { from: from + by, to: to + by });
}

/** Where a span of time lies in a window, in shares of its width; undefined when it is outside. */
export function placeIn(
  { from, to }: TimeWindow,
  start: number,
  end: number,
): { left: number; width: number } | undefined {
  if (end < from || start > to) return undefined;
  const left = Math.max(0, (start - from) / (to - from));
  return { left, width: Math.min(1, (end - from) / (to - from)) - left };
}

/** Round moments over a window, about so many. */
export function ticksOf({ from, to }: TimeWindow, about: number): number[] {
  const rough = (to - from) / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((each) => each >= rough * 0.999) ?? power * 10;
  const ticks: number[] = [];
  for (let count = Math.ceil(from / step - 1e-9); count * step <= to * (1 + 1e-9); count += 1) ticks.push(count * step);
  return ticks;
}
