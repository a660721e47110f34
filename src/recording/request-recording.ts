import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  Delivery,
  errorOf,
  type Identity,
  isInSample,
  type MetricItem,
  Refusals,
  type RequestFacts,
  RequestMetrics,
  spanOf,
  UNMATCHED_ROUTE,
} from '@oneclass/monitoring-client';
import { Environment } from '../config/environment.js';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import type { RequestContext } from '../http/request-context.js';
import { CLIENT_CLOSED_REQUEST, type RequestEnd, requestEnds } from '../http/request-end.js';
import { OwnTransport } from './own-transport.js';

/** Own figures are to be there soon after a request, however seldom the collectors run. */
const LONGEST_INTERVAL_SECONDS = 5;
const MAX_BUFFER_BYTES = 16 * 1024 * 1024;
const STOP_MS = 3_000;
/** Spans of the service's own requests that neither failed nor belong to a trace its caller keeps. */
const UNASKED_SPANS_PER_SECOND = 100;

/**
 * Records every request to the service once, when its response is closed: those that were refused before they reached
 * a handler too. On the request's path it adds to counters in memory; a timer stores them.
 */
@Injectable()
export class RequestRecording implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly identity: Identity;
  private readonly requests: RequestMetrics;
  private readonly refusals = new Refusals();
  private readonly delivery: Delivery;
  /** The second `spansLeft` is of. */
  private second = 0;
  private spansLeft = 0;

  constructor(
    environment: Environment,
    private readonly configuration: MonitoringConfiguration,
    transport: OwnTransport,
  ) {
    const service = environment.get('SERVICE_NAME');
    this.identity = { service, environment: undefined, release: undefined };
    this.requests = new RequestMetrics(service);
    this.delivery = new Delivery({
      transport,
      intervalMs: Math.min(LONGEST_INTERVAL_SECONDS, environment.get('COLLECTOR_INTERVAL_SECONDS')) * 1000,
      maxBufferBytes: MAX_BUFFER_BYTES,
      log: new Logger('recording'),
      collect: (now) => this.collect(now),
      lost: () => undefined,
    });
    requestEnds.subscribe((end) => this.record(end as RequestEnd));
  }

  onApplicationBootstrap(): void {
    this.delivery.start();
  }

  /** Stores what is left: the last connection is closed, the database is not yet. */
  async onApplicationShutdown(): Promise<void> {
    await this.delivery.stop(STOP_MS);
  }

  private record(end: RequestEnd): void {
    const { method, route, status, durationMs, context } = end;
    this.requests.record(method, route, status, durationMs);
    if (!context) return;
    if (context.refused && status !== CLIENT_CLOSED_REQUEST) {
      const { requestId, traceId, refused } = context;
      this.refusals.add({ method, route: route ?? UNMATCHED_ROUTE, requestId, traceId, ...refused }, Date.now());
    }
    const failed = status >= 500;
    const sampled = this.samples(context, failed);
    if (!failed && !sampled) return;
    const now = Date.now();
    const facts: RequestFacts = { ...context, startedAt: now - durationMs, exception: context.fault };
    if (failed) this.delivery.error(errorOf(this.identity, facts, end, now));
    if (sampled) this.delivery.span(spanOf(this.identity.service, facts, end));
  }

  /** Refusals of the interval are security events, those of one address to one route as one. */
  private collect(now: number): MetricItem[] {
    for (const event of this.refusals.drain(this.identity.service)) this.delivery.add('security', event, 0);
    return this.requests.drain(now);
  }

  /**
   * The caller's decision, else by the trace's id, as the sampling decides after it; spans nobody asked for are kept to so many a second,
   * so that load does not feed itself.
   */
  private samples({ sampled, traceId }: RequestContext, failed: boolean): boolean {
    const { enable_tracing: tracing, sample_rate: sampleRate } = this.configuration.current;
    if (!tracing || sampled === false) return false;
    if (sampled) return true;
    if (!isInSample(traceId, sampleRate)) return false;
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.second) {
      this.second = second;
      this.spansLeft = UNASKED_SPANS_PER_SECOND;
    }
    return failed || this.spansLeft-- > 0;
  }
}
