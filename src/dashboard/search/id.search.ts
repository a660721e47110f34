import { Injectable } from '@nestjs/common';
import { LogQuery } from '../../logs/log.query.js';
import { TraceViewQuery } from '../../tracing/view/trace-view.query.js';
import type { FoundView } from './search.dto.js';

/** Finds traces by their id, or by a request that logged something in them. */
@Injectable()
export class IdSearch {
  constructor(
    private readonly traces: TraceViewQuery,
    private readonly logs: LogQuery,
  ) {}

  /** The trace of an id, if any of its spans has arrived. */
  async trace(traceId: string): Promise<FoundView[]> {
    const extent = await this.traces.findExtent(traceId);
    if (!extent) return [];
    const subtitle = `${extent.spanCount} spans from ${extent.range[0].toISOString()}`;
    return [{ kind: 'trace', id: traceId, title: traceId, subtitle }];
  }

  /** The traces that log records of a request name. */
  async tracesOfRequest(requestId: string, limit: number): Promise<FoundView[]> {
    const { items } = await this.logs.list({ request_id: requestId, limit });
    const traceIds = new Set(items.flatMap(({ trace_id }) => trace_id ?? []));
    const found = await Promise.all([...traceIds].map((traceId) => this.trace(traceId)));
    return found.flat();
  }
}
