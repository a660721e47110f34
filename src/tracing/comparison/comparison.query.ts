import { Injectable } from '@nestjs/common';
import { Problem } from '../../http/problem.js';
import { rangeOf } from '../../http/recent-range.js';
import { Clock } from '../../jobs/clock.js';
import type { Attributes } from '../../resources/attributes.js';
import { ResourceRegistry } from '../../resources/resource.registry.js';
import { layOutTrace } from '../view/lay-out-trace.js';
import { type OutlineSpan, TraceSpansReader } from '../view/trace-spans.reader.js';
import { asViewed } from '../view/viewed-span.js';
import { compareShares, type SpanShare } from './compare-shares.js';
import type { ComparedSide, ComparisonFilter, TraceComparison } from './comparison.dto.js';
import { type DrawnTraces, TraceSample, type TraceSet } from './trace.sample.js';

const MAX_ITEMS = 100;
/** Spans of one side, some more than are drawn: traces may have grown meanwhile. */
const MAX_SPANS = 25_000;

/** Compares where the time goes in two sets of traces. */
@Injectable()
export class ComparisonQuery {
  constructor(
    private readonly sample: TraceSample,
    private readonly spans: TraceSpansReader,
    private readonly resources: ResourceRegistry,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem 400 for a range that is none, and when both sides are the same */
  async compare(filter: ComparisonFilter): Promise<TraceComparison> {
    const [base, compared] = sidesOf(filter, this.clock.now());
    const [one, other] = [await this.look(base), await this.look(compared)];
    const items = compareShares(one.shares, other.shares);
    return {
      base: one.side,
      compared: other.side,
      items: items.slice(0, MAX_ITEMS),
      left_out: Math.max(0, items.length - MAX_ITEMS),
    };
  }

  private async look(set: TraceSet): Promise<{ side: ComparedSide; shares: SpanShare[][] }> {
    const drawn = await this.sample.draw(set);
    const spans = drawn.ids.length > 0 ? await this.spans.readOutline(drawn.ids, drawn.range, MAX_SPANS) : [];
    const resourceIds = [...new Set(spans.map((span) => span.resource_id))].filter((id) => id !== null);
    const resources = await this.resources.find(resourceIds);
    const shares: SpanShare[][] = [];
    for (const trace of byTrace(spans)) shares.push(await sharesOf(trace, resources));
    return { side: viewSide(set, drawn, spans.length, shares), shares };
  }
}

function byTrace(spans: readonly OutlineSpan[]): Iterable<OutlineSpan[]> {
  const traces = new Map<string, OutlineSpan[]>();
  for (const span of spans) {
    const trace = traces.get(span.trace_id);
    if (trace) trace.push(span);
    else traces.set(span.trace_id, [span]);
  }
  return traces.values();
}

async function sharesOf(trace: readonly OutlineSpan[], resources: Record<string, Attributes>): Promise<SpanShare[]> {
  const { places } = await layOutTrace(trace.map((span) => asViewed(span, resources)));
  return places.map(({ span, selfTimeMs, criticalMs }) => ({
    service: span.service_name,
    operation: span.operation_name,
    kind: span.kind,
    selfMs: selfTimeMs ?? 0,
    criticalMs: criticalMs ?? 0,
  }));
}

function viewSide(
  { service, operation, startAt, endAt }: TraceSet,
  drawn: DrawnTraces,
  sampledSpans: number,
  shares: readonly (readonly SpanShare[])[],
): ComparedSide {
  const critical = shares.flat().reduce((sum, { criticalMs }) => sum + criticalMs, 0);
  return {
    service,
    operation,
    start_time: new Date(startAt).toISOString(),
    end_time: new Date(endAt).toISOString(),
    traces: drawn.traces,
    complete: drawn.complete,
    error_ratio: drawn.errorRatio,
    p50_ms: drawn.p50Ms,
    p95_ms: drawn.p95Ms,
    sampled_traces: shares.length,
    sampled_spans: sampledSpans,
    sampled_mean_ms: shares.length > 0 ? Math.round((critical / shares.length) * 1000) / 1000 : null,
  };
}

/** Both sides; what is not said of the other is as on the first. */
function sidesOf(filter: ComparisonFilter, now: number): [TraceSet, TraceSet] {
  const { start_time: startAt, end_time: endAt } = rangeOf(filter, now);
  const base = { service: filter.service, operation: filter.operation, startAt, endAt };
  const { with_service, with_operation, with_start_time, with_end_time } = filter;
  if ([with_service, with_operation, with_start_time, with_end_time].every((value) => value === undefined)) {
    throw fault(
      'with_operation',
      'say what differs on the other side: with_service, with_operation, with_start_time or with_end_time',
    );
  }
  const length = endAt - startAt;
  const otherStart = with_start_time ?? (with_end_time === undefined ? startAt : with_end_time - length);
  const otherEnd = with_end_time ?? otherStart + length;
  if (otherStart >= otherEnd) throw fault('with_start_time', 'must be before with_end_time');
  return [
    base,
    {
      service: with_service ?? base.service,
      operation: with_operation ?? base.operation,
      startAt: otherStart,
      endAt: otherEnd,
    },
  ];
}

function fault(path: string, message: string): Problem {
  return Problem.of(400, 'The query has faults.', { errors: [{ path, message }] });
}
