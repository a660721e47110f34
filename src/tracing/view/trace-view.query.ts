import { Injectable } from '@nestjs/common';
import type { Attributes } from '../../resources/attributes.js';
import { ResourceRegistry } from '../../resources/resource.registry.js';
import { preciseIso } from '../precise-time.js';
import type { Fold } from './find-folds.js';
import { layOutTrace, type PlacedSpan } from './lay-out-trace.js';
import { type StoredSpan, TraceSpansReader } from './trace-spans.reader.js';
import type { SpanView, TraceFold, TraceView } from './trace-view.dto.js';

type ViewedSpan = StoredSpan & { clock: string; call: string | null };

/** More spans than this are not shown at once. */
const MAX_SPANS = 10_000;
/** So many spans of a fold are shown when it is to be folded. */
const SHOWN_OF_FOLD = 3;
/** Where semantic conventions, newer and older, put what a span called. */
const CALLS = ['db.query.text', 'db.statement', 'url.full', 'http.url'];
const MAX_CALL = 2048;

/** Reads one trace as a waterfall. */
@Injectable()
export class TraceViewQuery {
  constructor(
    private readonly reader: TraceSpansReader,
    private readonly resources: ResourceRegistry,
  ) {}

  /** The spans in the order of a waterfall, or undefined when none of them has arrived. @param fold leaves out what repeats itself */
  async find(traceId: string, fold: boolean): Promise<TraceView | undefined> {
    const rows = await this.reader.read(traceId, MAX_SPANS + 1);
    if (rows.length === 0) return undefined;
    const stored = rows.slice(0, MAX_SPANS);
    const resourceIds = [...new Set(stored.map((span) => span.resource_id))].filter((id) => id !== null);
    const resources = await this.resources.find(resourceIds);
    const { places, folds } = await layOutTrace(stored.map((span) => asViewed(span, resources)));
    const startAt = places.reduce((first, { span }) => Math.min(first, span.startAt), Infinity);
    const endAt = places.reduce((last, { span }) => Math.max(last, span.startAt + (span.duration_ms ?? 0)), startAt);
    const shown = fold ? withoutRepeats(places, folds) : places;
    return {
      trace_id: traceId,
      started_at: preciseIso(startAt),
      duration_ms: Math.round((endAt - startAt) * 1000) / 1000,
      span_count: stored.length,
      error_count: stored.filter((span) => span.status === 'error' && span.duration_ms !== null).length,
      services: [...new Set(stored.map((span) => span.service_name))].sort(),
      spans: shown.map(viewSpan),
      folds: folds.map(viewFold),
      resources,
      truncated: rows.length > MAX_SPANS,
    };
  }
}

function asViewed(span: StoredSpan, resources: Record<string, Attributes>): ViewedSpan {
  const host = span.resource_id === null ? undefined : resources[span.resource_id]?.['host.name'];
  const clock =
    typeof host === 'string'
      ? `host ${host}`
      : span.resource_id === null
        ? `service ${span.service_name}`
        : span.resource_id;
  const call = CALLS.map((name) => span.tags[name]).find((value) => typeof value === 'string');
  return { ...span, clock, call: call === undefined ? null : call.slice(0, MAX_CALL) };
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

function viewSpan(place: PlacedSpan<ViewedSpan>): SpanView {
  const { startAt, clock: _clock, call: _call, ...span } = place.span;
  const { clockSkewMs } = place;
  return {
    ...span,
    started_at: preciseIso(startAt),
    sent_started_at: clockSkewMs === 0 ? null : preciseIso(startAt - clockSkewMs),
    clock_skew_ms: clockSkewMs === 0 ? null : clockSkewMs,
    depth: place.depth,
    self_time_ms: place.selfTimeMs,
    on_critical_path: place.criticalMs !== undefined,
    critical_ms: place.criticalMs ?? 0,
    missing_parent: place.missingParent,
    fold: place.fold ?? null,
  };
}

function viewFold({ parent, spans, call, likelyNPlusOne }: Fold<ViewedSpan>): TraceFold {
  const [first] = spans as [ViewedSpan];
  const durations = spans.map(({ duration_ms }) => duration_ms ?? 0);
  return {
    parent_span_id: parent.span_id,
    operation_name: first.operation_name,
    call,
    service_name: first.service_name,
    kind: first.kind,
    count: spans.length,
    error_count: spans.filter(({ status }) => status === 'error').length,
    total_ms: Math.round(durations.reduce((sum, ms) => sum + ms, 0) * 1000) / 1000,
    max_ms: durations.reduce((most, ms) => Math.max(most, ms), 0),
    first_span_id: first.span_id,
    last_span_id: spans.at(-1)!.span_id,
    likely_n_plus_one: likelyNPlusOne,
  };
}
