import { Injectable } from '@nestjs/common';
import { CALL_DURATION, SPAN_DURATION } from '../collectors/spans/span-samples.js';
import type { TimeRange } from '../http/list.dto.js';
import type { TagMatcher } from '../metrics/metric.query.js';
import type { OperationList, ServiceCallView, ServiceList, ServiceMapView } from './operation.dto.js';
import type { OperationFilter } from './operation-filter.dto.js';
import { TrafficQuery } from './traffic.query.js';

/** What others ask of a service: its spans of these kinds. */
export const SERVED: TagMatcher = { tag: 'kind', operator: '=~', value: 'server|consumer' };

/** Tells the traffic of operations, of services by their spans, and between services. */
@Injectable()
export class OperationQuery {
  constructor(private readonly traffic: TrafficQuery) {}

  /** Those that took most time in all, by their median, come first. */
  async operations({ service, kind, ...range }: OperationFilter): Promise<OperationList> {
    const matchers = Object.entries({ service, kind })
      .filter(([, value]) => value !== undefined)
      .map(([tag, value]): TagMatcher => ({ tag, operator: '=', value: value! }));
    const tags = ['service', 'operation', 'kind'];
    const { groups, ...looked } = await this.traffic.read(SPAN_DURATION, tags, range, matchers);
    const items = groups.map(({ tags: { service: of = '', operation = '', kind: as = '' }, ...traffic }) => ({
      service: of,
      operation,
      kind: as,
      ...traffic,
    }));
    return { ...looked, items: items.sort((one, other) => other.count * other.p50_ms - one.count * one.p50_ms) };
  }

  /** By what others ask of them, the busiest first. */
  async services(range: TimeRange): Promise<ServiceList> {
    const { groups, ...looked } = await this.traffic.read(SPAN_DURATION, ['service'], range, [SERVED]);
    return { ...looked, items: groups.map(({ tags, ...traffic }) => ({ service: tags.service ?? '', ...traffic })) };
  }

  /** Who calls whom, the busiest first. @param end only the calls of which this is the client, or the server */
  async calls(range: TimeRange, end?: { client: string } | { server: string }): Promise<ServiceMapView> {
    const matchers = Object.entries(end ?? {}).map(([tag, value]): TagMatcher => ({ tag, operator: '=', value }));
    const tags = ['client', 'server', 'server_kind'];
    const { groups, ...looked } = await this.traffic.read(CALL_DURATION, tags, range, matchers);
    const items = groups.map(({ tags: ends, ...traffic }) => ({
      client: ends.client ?? '',
      server: ends.server ?? '',
      server_kind: ends.server_kind as ServiceCallView['server_kind'],
      ...traffic,
    }));
    return { ...looked, items };
  }
}
