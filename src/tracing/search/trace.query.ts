import { Injectable } from '@nestjs/common';
import type { Page } from '../../http/page.js';
import { TraceReader } from './trace.reader.js';
import { TraceWalk } from './trace.walk.js';
import { decodePlace, encodePlace } from './trace-order.js';
import type { TraceFilter, TraceSummary } from './trace-search.dto.js';

/** Searches traces by their summaries, and by what their spans have. */
@Injectable()
export class TraceQuery {
  constructor(private readonly reader: TraceReader) {}

  /** A page of traces that fit the filter, in its order. */
  async list(filter: TraceFilter): Promise<Page<TraceSummary>> {
    const { sort, limit, cursor, service, attribute } = filter;
    const place = cursor === undefined ? undefined : decodePlace(sort, cursor);
    if (attribute) return new TraceWalk(this.reader, filter, { service, attributes: attribute }, place).page();
    const { traces: found } = await this.reader.read({ filter, place, limit: limit + 1 });
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return { items: items.map(({ summary }) => summary), next_cursor: last ? encodePlace(sort, last.place) : null };
  }
}
