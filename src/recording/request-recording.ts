import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import {
  Delivery,
  errorOf,
  type Identity,
  type RequestFacts,
  RequestMetrics,
  spanOf,
} from '@oneclass/monitoring-client';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../config/environment.js';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { type RefusedRequest, refusedRequests } from '../http/http-adapter.js';
import { contextOf } from '../http/request-context.js';
import { OwnTransport } from './own-transport.js';

/** Own figures are to be there soon after a request, however seldom the collectors run. */
const LONGEST_INTERVAL_SECONDS = 5;
const MAX_BUFFER_BYTES = 16 * 1024 * 1024;
const STOP_MS = 3_000;
/** nginx's status for a caller that went away before the answer. */
const CLIENT_CLOSED_REQUEST = 499;

/**
 * Records every request to the service once, when its response is closed: those that were refused before they reached
 * a handler too. On the request's path it adds to counters in memory; a timer stores them.
 */
@Injectable()
export class RequestRecording implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly identity: Identity;
  private readonly requests: RequestMetrics;
  private readonly delivery: Delivery;

  constructor(
    environment: Environment,
    private readonly configuration: MonitoringConfiguration,
    transport: OwnTransport,
    host: HttpAdapterHost,
  ) {
    const service = environment.get('SERVICE_NAME');
    this.identity = { service, environment: undefined, release: undefined };
    this.requests = new RequestMetrics(service);
    this.delivery = new Delivery({
      transport,
      intervalMs: Math.min(LONGEST_INTERVAL_SECONDS, environment.get('COLLECTOR_INTERVAL_SECONDS')) * 1000,
      maxBufferBytes: MAX_BUFFER_BYTES,
      log: new Logger('recording'),
      collect: (now) => this.requests.drain(now),
      lost: () => undefined,
    });
    // Fastify's onResponse would not tell of a caller that went away before its answer was sent.
    host.httpAdapter.getInstance<FastifyInstance>().addHook('onRequest', (request, reply, done) => {
      reply.raw.once('close', () => this.record(request, reply));
      done();
    });
    refusedRequests.subscribe((message) => {
      const { method, status } = message as RefusedRequest;
      this.requests.record(method, undefined, status, 0);
    });
  }

  onApplicationBootstrap(): void {
    this.delivery.start();
  }

  /** Stores what is left: the last connection is closed, the database is not yet. */
  async onApplicationShutdown(): Promise<void> {
    await this.delivery.stop(STOP_MS);
  }

  private record(request: FastifyRequest, reply: FastifyReply): void {
    const { method } = request;
    const route = request.routeOptions.url;
    const status = reply.raw.writableEnded ? reply.raw.statusCode : CLIENT_CLOSED_REQUEST;
    const durationMs = reply.elapsedTime;
    this.requests.record(method, route, status, durationMs);
    const { enable_tracing: tracing, sample_rate: sampleRate } = this.configuration.current;
    const context = contextOf(request);
    const sampled = tracing && (context?.sampled ?? Math.random() < sampleRate);
    if (!context || (status < 500 && !sampled)) return;
    const outcome = { method, route, status, durationMs };
    const now = Date.now();
    const facts: RequestFacts = { ...context, startedAt: now - durationMs, exception: context.fault };
    if (status >= 500) this.delivery.error(errorOf(this.identity, facts, outcome, now));
    if (sampled) this.delivery.span(spanOf(this.identity.service, facts, outcome));
  }
}
