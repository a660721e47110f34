import type { Page } from '../../http/page.js';
import type { SpanMatch } from './span-match.js';
import type { FoundTrace, TraceReader, TraceRequest } from './trace.reader.js';
import { comparePlaces, encodePlace, type TracePlace } from './trace-order.js';
import type { TraceFilter, TraceSummary } from './trace-search.dto.js';

/** Traces looked at in one statement, at first and at most: twice as many each time. */
const FIRST_STEP = 250;
const LARGEST_STEP = 4000;
/** So many spans or fewer with what is sought are few: their traces are then read by the index. */
const FEW_SPANS = 2000;
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
    if (!this.isDone) await this.findKept();
    for (let step = FIRST_STEP * 2; !this.isDone && performance.now() < until; step *= 2)
      await this.look(Math.min(step, LARGEST_STEP));
    const certain = this.certain();
    const items = certain.slice(0, this.filter.limit);
    return { items: items.map(({ summary }) => summary), next_cursor: this.cursorAfter(items, certain.length) };
  }

  private async look(limit: number): Promise<void> {
    const { found, last } = await this.reader.look(this.from(limit), this.match, this.onlyRecent);
    this.add(found);
    if (last) this.place = last;
    else this.exhausted = true;
  }

  private async findKept(): Promise<void> {
    const kept = await this.reader.findKept(this.from(this.filter.limit + 1), this.match, FEW_SPANS);
    if (!kept) return;
    this.add(kept);
    this.onlyRecent = true;
  }

  private get isDone(): boolean {
    return this.exhausted || this.certain().length > this.filter.limit;
  }

  /** What was found, in order, as far as all has been looked at. */
  private certain(): FoundTrace[] {
    const sorted = [...this.found.values()].sort((one, other) => comparePlaces(one.place, other.place));
    return this.exhausted ? sorted : sorted.filter(({ place }) => comparePlaces(place, this.place!) <= 0);
  }

  private cursorAfter(items: readonly FoundTrace[], certain: number): string | null {
    if (certain > items.length) return encodePlace(this.filter.sort, items.at(-1)!.place);
    return this.exhausted ? null : encodePlace(this.filter.sort, this.place!);
  }

  private from(limit: number): TraceRequest {
    return { filter: this.filter, place: this.place, limit };
  }

  /** Once each: a kept trace with a late span is found both ways. */
  private add(traces: readonly FoundTrace[]): void {
    for (const trace of traces) this.found.set(trace.place.join(' '), trace);
  }
}
