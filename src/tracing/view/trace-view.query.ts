import { Injectable } from '@nestjs/common';
import { decodeTimeCursor, notACursor } from '../../http/page.js';
import { ResourceRegistry } from '../../resources/resource.registry.js';
import { preciseIso } from '../precise-time.js';
import type { Fold } from './find-folds.js';
import { layOutTrace, type PlacedSpan } from './lay-out-trace.js';
import { byKey, type OutlineSpan, type SpanDetails, type TraceExtent, TraceSpansReader } from './trace-spans.reader.js';
import type { TraceViewFilter } from './trace-view.dto.js';
import { SPANS_AT_A_TIME, TraceViewPage } from './trace-view.page.js';
import { asViewed, microsOf, type ViewedSpan } from './viewed-span.js';

/** Of a larger trace the earliest are known. */
const MAX_SPANS = 50_000;
/** So many spans of a fold are shown when it is to be folded. */
const SHOWN_OF_FOLD = 3;

/** Reads one trace as a waterfall. */
@Injectable()
export class TraceViewQuery {
  constructor(
    private readonly reader: TraceSpansReader,
    private readonly resources: ResourceRegistry,
  ) {}

  /** Undefined when none of the trace's spans has arrived. */
  findExtent(traceId: string): Promise<TraceExtent | undefined> {
    return this.reader.findExtent(traceId);
  }

  /**
   * A page of the trace of that extent, or undefined when none of its spans has arrived. The whole trace is laid out for each page, by what little that
   * takes of each span; the rest is read of the page's alone.
   *
   * @throws Problem 400 when the cursor's span is not there
   */
  async find(
    traceId: string,
    extent: TraceExtent,
    { fold, limit, cursor }: TraceViewFilter,
  ): Promise<TraceViewPage | undefined> {
    const { outline, details } = await this.read(traceId, extent);
    if (outline.length === 0) return undefined;
    const stored = outline.slice(0, MAX_SPANS);
    const resourceIds = [...new Set(stored.map((span) => span.resource_id))].filter((id) => id !== null);
    const resources = await this.resources.find(resourceIds);
    const { places, folds } = await layOutTrace(stored.map((span) => asViewed(span, resources)));
    const shown = fold === 'true' ? withoutRepeats(places, folds) : places;
    const from = cursor === undefined ? 0 : findPlace(shown, cursor) + 1;
    const page = new TraceViewPage(this.reader, extent.range, places, {
      summary: { trace_id: traceId, ...summarise(places), truncated: outline.length > MAX_SPANS },
      places: shown.slice(from, from + limit),
      more: from + limit < shown.length,
      folds,
      resources,
    });
    await page.readFirst(details);
    return page;
  }

  /** The details of a small trace come with it: another statement would take as long again. */
  private async read(
    traceId: string,
    { range, spanCount }: TraceExtent,
  ): Promise<{ outline: OutlineSpan[]; details?: ReadonlyMap<string, SpanDetails> }> {
    if (spanCount > SPANS_AT_A_TIME) return { outline: await this.reader.readOutline([traceId], range, MAX_SPANS + 1) };
    const outline = await this.reader.readWhole(traceId, range, MAX_SPANS + 1);
    return { outline, details: byKey(outline) };
  }
}

function summarise(places: readonly PlacedSpan<ViewedSpan>[]) {
  const startAt = places.reduce((first, { span }) => Math.min(first, span.startAt), Infinity);
  const endAt = places.reduce((last, { span }) => Math.max(last, span.startAt + (span.duration_ms ?? 0)), startAt);
  return {
    started_at: preciseIso(startAt),
    duration_ms: Math.round((endAt - startAt) * 1000) / 1000,
    span_count: places.length,
    error_count: places.filter(({ span }) => span.status === 'error' && span.duration_ms !== null).length,
    services: [...new Set(places.map(({ span }) => span.service_name))].sort(),
  };
}

/** Leaves out the spans of each fold but the first ones, and what is below them. */
function withoutRepeats<T extends ViewedSpan>(places: readonly PlacedSpan<T>[], folds: readonly Fold<T>[]) {
  const repeats = new Set(folds.flatMap(({ spans }) => spans.slice(SHOWN_OF_FOLD)));
  let hiddenBelow = Infinity;
  return places.filter(({ span, depth }) => {
    if (depth > hiddenBelow) return false;
    hiddenBelow = repeats.has(span) ? depth : Infinity;
    return hiddenBelow === Infinity;
  });
}

/** Where the span stands that a cursor names. */
function findPlace(places: readonly PlacedSpan<ViewedSpan>[], cursor: string): number {
  const [micros, spanId] = decodeTimeCursor(cursor);
  const found = places.findIndex(({ span }) => span.span_id === spanId && microsOf(span) === micros);
  if (found < 0) throw notACursor();
  return found;
}
