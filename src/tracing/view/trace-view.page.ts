import { encodeCursor } from '../../http/page.js';
import { PIECE } from '../../http/streamed-body.js';
import { Pacer } from '../../jobs/pacer.js';
import type { Attributes } from '../../resources/attributes.js';
import { preciseIso } from '../precise-time.js';
import type { Fold } from './find-folds.js';
import type { PlacedSpan } from './lay-out-trace.js';
import { type SpanDetails, type SpanRange, spanKey, type TraceSpansReader } from './trace-spans.reader.js';
import type { SpanView, TraceFold, TraceView } from './trace-view.dto.js';
import { microsOf, type ViewedSpan } from './viewed-span.js';

/** Spans whose details are read at once. */
export const SPANS_AT_A_TIME = 500;
/** A page ends early once its spans have so many characters as JSON. */
const MAX_CHARACTERS = 16 * 1024 * 1024;

/** What a page shows. */
interface PageContent {
  readonly summary: Omit<TraceView, 'spans' | 'folds' | 'resources' | 'next_cursor'>;
  readonly places: readonly PlacedSpan<ViewedSpan>[];
  /** Whether spans stand behind them. */
  readonly more: boolean;
  /** Of the whole trace. */
  readonly folds: readonly Fold<ViewedSpan>[];
  readonly resources: Readonly<Record<string, Attributes>>;
}

/** A page of a trace that has been laid out. The details of its spans are read as it is written. */
export class TraceViewPage {
  /** The folds that spans on the page belong to, in the order in which they come up. */
  private readonly folds = new Map<number, number>();
  private readonly resourceIds = new Set<string>();
  private details: ReadonlyMap<string, SpanDetails> = new Map();

  constructor(
    private readonly reader: TraceSpansReader,
    /** When the trace began and ended. */
    private readonly range: SpanRange,
    /** All spans of the trace as they stand in the waterfall: what is below a span follows it, deeper. */
    readonly outline: readonly { readonly span: { readonly span_id: string }; readonly depth: number }[],
    private readonly content: PageContent,
  ) {}

  /** Reads what `json` begins with, unless the details of all spans are known. */
  async readFirst(details?: ReadonlyMap<string, SpanDetails>): Promise<void> {
    if (details) this.details = details;
    else await this.readDetails(0);
  }

  /** The JSON of a TraceView, after `readFirst`. @param more fields beside those of the trace */
  async *json(more: object): AsyncGenerator<string> {
    const { summary, places } = this.content;
    const pacer = new Pacer();
    let text = `${JSON.stringify({ ...summary, ...more }).slice(0, -1)},"spans":[`;
    let characters = 0;
    let shown = 0;
    for (; shown < places.length && characters < MAX_CHARACTERS; shown++) {
      if (shown > 0 && shown % SPANS_AT_A_TIME === 0) await this.readDetails(shown);
      const span = JSON.stringify(this.view(places[shown]!));
      characters += span.length;
      text += shown === 0 ? span : `,${span}`;
      if (text.length >= PIECE) {
        yield text;
        text = '';
      }
      if (pacer.isDue) await pacer.pause();
    }
    yield `${text}],${JSON.stringify(this.end(shown)).slice(1)}`;
  }

  private async readDetails(from: number): Promise<void> {
    const spans = this.content.places.slice(from, from + SPANS_AT_A_TIME).map(({ span }) => span);
    this.details = await this.reader.readDetails(this.content.summary.trace_id, this.range, spans);
  }

  private end(shown: number): Pick<TraceView, 'folds' | 'resources' | 'next_cursor'> {
    const { places, more, folds, resources } = this.content;
    const { span } = places[shown - 1] ?? {};
    const next = span && (more || shown < places.length);
    return {
      folds: [...this.folds.keys()].map((fold) => viewFold(folds[fold]!)),
      resources: Object.fromEntries(Object.entries(resources).filter(([id]) => this.resourceIds.has(id))),
      next_cursor: next ? encodeCursor([microsOf(span), span.span_id]) : null,
    };
  }

  private view(place: PlacedSpan<ViewedSpan>): SpanView {
    const { span, clockSkewMs, fold } = place;
    if (span.resource_id !== null) this.resourceIds.add(span.resource_id);
    if (fold !== undefined && !this.folds.has(fold)) this.folds.set(fold, this.folds.size);
    // Without details: gone since the trace was laid out.
    const details = this.details.get(spanKey(span.span_id, span.sentAt));
    return {
      span_id: span.span_id,
      parent_span_id: span.parent_span_id,
      depth: place.depth,
      operation_name: span.operation_name,
      service_name: span.service_name,
      kind: span.kind,
      started_at: preciseIso(span.startAt),
      sent_started_at: clockSkewMs === 0 ? null : preciseIso(span.sentAt),
      clock_skew_ms: clockSkewMs === 0 ? null : clockSkewMs,
      duration_ms: span.duration_ms,
      self_time_ms: place.selfTimeMs,
      status: span.status,
      status_message: details?.status_message ?? null,
      tags: details?.tags ?? {},
      scope: details?.scope ?? null,
      trace_state: details?.trace_state ?? null,
      events: details?.events ?? null,
      links: details?.links ?? null,
      left_out: details?.left_out ?? null,
      resource_id: span.resource_id,
      on_critical_path: place.criticalMs !== undefined,
      critical_ms: place.criticalMs ?? 0,
      missing_parent: place.missingParent,
      fold: fold === undefined ? null : this.folds.get(fold)!,
    };
  }
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
