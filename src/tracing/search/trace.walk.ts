import type { Page } from '../../http/page.js';
import type { SpanMatch } from './span-match.js';
import type { FoundTrace, TraceReader, TraceRequest } from './trace.reader.js';
import { comparePlaces, encodePlace, type TracePlace } from './trace-order.js';
import type { TraceFilter, TraceSummary } from './trace-search.dto.js';

/** Traces looked at in one statement, at first and at most. */
const FIRST_STEP = 250;
const LARGEST_STEP = 4000;
/** Looking at so many traces costs about as much as asking the index. */
const FEW_TRACES = 2000;
/** So many spans or fewer with the attributes are few: their traces are then read by the index. */
const FEW_SPANS = 25_000;
/** No further look is begun after so long. */
const LOOK_MS = 1000;

/**
 * Finds a page of traces by what one of their spans has. What many spans have is found by looking at the traces that fit the rest of
 * the filter one after another, in the order asked for. What few have, so that this finds nothing soon, is found by the index of
 * `spans`; only the traces with spans in `recent_spans`, which has none, are then still looked at. Both stop in time: the page is cut
 * where the looking ended, and its cursor goes on from there.
 */
export class TraceWalk {
  private readonly found = new Map<string, FoundTrace>();
  private onlyRecent = false;
  /** Everything before it has been looked at. */
  private place: TracePlace | undefined;
  private exhausted = false;
  private lookedAt = 0;

  constructor(
    private readonly reader: TraceReader,
    private readonly filter: TraceFilter,
    private readonly match: SpanMatch,
    from: TracePlace | undefined,
  ) {
    this.place = from;
  }

  async page(): Promise<Page<TraceSummary>> {
    const until = performance.now() + LOOK_MS;
    await this.look(FIRST_STEP);
    if (!this.isDone && this.missing > FEW_TRACES) await this.findKept();
    while (!this.isDone && performance.now() < until) await this.look(this.nextStep);
    const certain = this.certain();
    const items = certain.slice(0, this.filter.limit);
    return { items: items.map(({ summary }) => summary), next_cursor: this.cursorAfter(items, certain.length) };
  }

  private async look(limit: number): Promise<void> {
    const traces = await this.reader.read({ ...this.from(limit), source: this.onlyRecent ? 'recent' : 'all' });
    this.add(await this.reader.having(traces, this.match));
    this.lookedAt += traces.length;
    if (traces.length < limit) this.exhausted = true;
    else this.place = traces.at(-1)!.place;
  }

  private async findKept(): Promise<void> {
    const kept = await this.reader.findKept(this.from(this.filter.limit + 1), this.match, FEW_SPANS);
    if (!kept) return;
    this.add(kept);
    this.onlyRecent = true;
  }

  /** About how many more traces must be looked at to fill the page, by what was found so far, and a quarter more. */
  private get missing(): number {
    const { length } = this.certain();
    return Math.ceil((1.25 * (this.filter.limit + 1 - length) * this.lookedAt) / length);
  }

  private get nextStep(): number {
    return this.onlyRecent ? LARGEST_STEP : Math.max(FIRST_STEP, Math.min(this.missing, LARGEST_STEP));
  }

  private get isDone(): boolean {
    return this.exhausted || this.certain().length > this.filter.limit;
  }

  /** What was found, in order, as far as all has been looked at. */
  private certain(): FoundTrace[] {
    const sorted = this.sorted();
    return this.exhausted ? sorted : sorted.filter(({ place }) => comparePlaces(place, this.place!) <= 0);
  }

  private sorted(): FoundTrace[] {
    return [...this.found.values()].sort((one, other) => comparePlaces(one.place, other.place));
  }

  private cursorAfter(items: readonly FoundTrace[], certain: number): string | null {
    if (certain > items.length) return encodePlace(this.filter.sort, items.at(-1)!.place);
    return this.exhausted ? null : encodePlace(this.filter.sort, this.place!);
  }

  private from(limit: number): TraceRequest {
    // Nothing is needed of what comes after the first trace that does not fit on the page.
    const until = this.sorted()[this.filter.limit]?.place;
    return { filter: this.filter, place: this.place, until, limit };
  }

  /** Once each: a kept trace with a late span is found both ways. */
  private add(traces: readonly FoundTrace[]): void {
    for (const trace of traces) this.found.set(trace.place.join(' '), trace);
  }
}
