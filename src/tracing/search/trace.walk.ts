import type { Page } from '../../http/page.js';
import type { SpanMatch } from './span-match.js';
import type { FoundTrace, TraceReader, TraceRequest } from './trace.reader.js';
import { comparePlaces, encodePlace, type TracePlace } from './trace-order.js';
import type { TraceFilter, TraceSummary } from './trace-search.dto.js';

/** Traces looked at in the first statement. */
const FIRST_STEP = 250;
/** Looking at the spans of so many traces costs about as much as asking the index; so much is looked at in one statement. */
const FEW_TRACES = 2000;
/** What a trace costs that is passed over by the hashes of its attributes, in traces whose spans are looked at. */
const PASSED_OVER = 1 / 8;
/** After so many traces the index is asked if the page is not nearly full. */
const MANY_TRACES = 10_000;
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
  /** Of them, those whose spans were looked at. */
  private lookedInto = 0;

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
    let asked = false;
    await this.look(FIRST_STEP);
    while (!this.isDone && performance.now() < until) {
      if (asked || this.isNear) await this.look(this.nextStep);
      else {
        asked = true;
        await this.findKept();
      }
    }
    const certain = this.certain();
    const items = certain.slice(0, this.filter.limit);
    return { items: items.map(({ summary }) => summary), next_cursor: this.cursorAfter(items, certain.length) };
  }

  private async look(limit: number): Promise<void> {
    const { attributes } = this.match;
    const source = this.onlyRecent ? 'recent' : 'all';
    const { traces, lookedAt, place } = await this.reader.read({ ...this.from(limit), source, attributes });
    this.add(await this.reader.having(traces, this.match));
    this.lookedAt += lookedAt;
    this.lookedInto += traces.length;
    if (lookedAt < limit) this.exhausted = true;
    else this.place = place;
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

  /** Whether looking on is likely to cost less than the index. */
  private get isNear(): boolean {
    const ahead = Math.max(0, MANY_TRACES - this.lookedAt);
    return this.missing <= FEW_TRACES || (ahead > 0 && Math.min(this.missing, ahead) * this.cost <= FEW_TRACES);
  }

  /** Of one trace, by those that were looked at so far. */
  private get cost(): number {
    return PASSED_OVER + this.lookedInto / this.lookedAt;
  }

  private get nextStep(): number {
    const largest = Math.floor(FEW_TRACES / this.cost);
    return this.onlyRecent ? largest : Math.max(FIRST_STEP, Math.min(this.missing, largest));
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
