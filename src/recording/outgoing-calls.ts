import { Injectable, Logger } from '@nestjs/common';
import { formatTraceparent, isInSample, randomHex } from '@oneclass/monitoring-client';
import { Environment } from '../config/environment.js';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { TraceRecorder } from '../tracing/trace.recorder.js';

/** The calls jobs make to others. No request causes them, so each begins a trace, which whoever is called can continue. */
@Injectable()
export class OutgoingCalls {
  private readonly logger = new Logger('recording');
  private readonly serviceName: string;

  constructor(
    environment: Environment,
    private readonly configuration: MonitoringConfiguration,
    private readonly traces: TraceRecorder,
  ) {
    this.serviceName = environment.get('SERVICE_NAME');
  }

  /**
   * `fetch` with a `traceparent` (W3C Trace Context), unless one is given or tracing is switched off. If its trace is in the sample, its span
   * is recorded under `operation`; of the address that says only the host, because webhooks have secrets in theirs.
   *
   * @param send what makes the call
   */
  async fetch(
    operation: string,
    url: string,
    init: RequestInit,
    send: (url: string, init: RequestInit) => Promise<Response> = fetch,
  ): Promise<Response> {
    const { enable_tracing: tracing, sample_rate: sampleRate } = this.configuration.current;
    const headers = new Headers(init.headers);
    if (!tracing || headers.has('traceparent')) return send(url, init);
    const traceId = randomHex(16);
    const spanId = randomHex(8);
    const sampled = isInSample(traceId, sampleRate);
    headers.set('traceparent', formatTraceparent({ traceId, spanId, sampled }));
    const startAt = Date.now();
    const startedMs = performance.now();
    const end = (failed: boolean, outcome: object) => {
      if (!sampled) return;
      const method = init.method ?? 'GET';
      const tags = { 'http.request.method': method, 'server.address': new URL(url).hostname, ...outcome };
      const span = { traceId, spanId, operationName: operation, serviceName: this.serviceName, startAt, tags };
      const durationMs = performance.now() - startedMs;
      // Nobody waits for it, and a span that is lost while the database is away is no loss.
      this.traces
        .record([{ ...span, kind: 'client', durationMs, status: failed ? 'error' : 'unset' }])
        .catch((fault: unknown) => this.logger.debug({ err: fault }, 'the span of an own call was not stored'));
    };
    try {
      const response = await send(url, { ...init, headers });
      end(response.status >= 400, { 'http.response.status_code': response.status });
      return response;
    } catch (fault) {
      end(true, { 'error.type': fault instanceof Error ? fault.name : 'unknown' });
      throw fault;
    }
  }
}
