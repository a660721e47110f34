import type { IncomingHttpHeaders } from 'node:http';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Delivery, type DeliveryLog } from './delivery/delivery.js';
import { describeException } from './errors/describe-exception.js';
import { SourceContext } from './errors/source-context.js';
import { errorContext, errorOf, spanOf } from './http/describe-request.js';
import type { RequestObserver } from './http/http-adapter.js';
import { requestContext } from './http/request-context.js';
import { openRecord, type RequestRecord } from './http/request-record.js';
import { MetricAggregate, type Tags } from './metrics/metric-aggregate.js';
import { ProcessProbe, processGauges } from './metrics/process-probe.js';
import { RequestMetrics } from './metrics/request-metrics.js';
import type { MonitoringSettings } from './options.js';
import type { ErrorItem, MetricItem } from './signals.js';
import { formatTraceparent } from './tracing/traceparent.js';

/** A stopping process waits no longer for source lines that are being read. */
const LONGEST_READ_MS = 500;

/**
 * Records what the application does. Inject it to record metrics and errors of your own; requests are recorded without
 * it. No method throws, waits or does I/O: what is recorded is added up in memory and sent from a timer. Only the source
 * lines of errors are read from files, afterwards.
 */
export class Monitoring implements RequestObserver {
  private readonly requests: RequestMetrics;
  private readonly aggregate: MetricAggregate;
  private probe: ProcessProbe | undefined;
  private readonly delivery: Delivery | undefined;
  private readonly sourceContext = new SourceContext([process.cwd(), dirname(process.argv[1] ?? process.cwd())]);

  constructor(
    private readonly settings: MonitoringSettings,
    private readonly log: DeliveryLog,
  ) {
    const { service, transport, intervalMs, maxBufferBytes } = settings;
    this.requests = new RequestMetrics(service);
    this.aggregate = new MetricAggregate(service);
    if (!transport) return;
    this.delivery = new Delivery({
      transport,
      intervalMs,
      maxBufferBytes,
      log,
      collect: (now) => this.collect(now),
      lost: (signal, items, reason) => this.countLost(signal, items, reason),
    });
  }

  /** Adds to a counter, such as `business_enrolments_total`. Tags must have few distinct values. */
  increment(name: string, by = 1, tags: Tags = {}): void {
    if (this.delivery) this.aggregate.increment(name, by, this.withService(tags));
  }

  /** Sets a gauge; the last reading of each interval is kept. */
  gauge(name: string, value: number, tags: Tags = {}, unit?: string): void {
    if (this.delivery) this.aggregate.gauge(name, value, this.withService(tags), unit);
  }

  /** Adds one observation to a histogram, such as a duration in ms; percentiles stay within one percent. */
  observe(name: string, value: number, tags: Tags = {}, unit?: string): void {
    if (this.delivery) this.aggregate.observe(name, value, this.withService(tags), unit);
  }

  /** Records an exception that was caught and not thrown on; inside a request it is tied to that and to its trace. */
  captureException(exception: unknown, tags: Tags = {}): void {
    const context = errorContext(this.settings, requestContext.getStore());
    this.recordError({ ...describeException(exception), ...context, tags, at: Date.now() });
  }

  /** Request id and trace headers of the request being served, for calls made by other means than `fetch`. */
  traceHeaders(): Record<string, string> {
    const record = requestContext.getStore();
    if (!record) return {};
    const { requestId, tracestate } = record;
    const headers = { 'x-request-id': requestId, traceparent: formatTraceparent(record) };
    return tracestate === undefined ? headers : { ...headers, tracestate };
  }

  begin(headers: IncomingHttpHeaders): RequestRecord {
    return openRecord(headers, this.settings.sampleRate);
  }

  end(record: RequestRecord, method: string, route: string | undefined, status: number): void {
    if (!this.delivery) return;
    const durationMs = performance.now() - record.startedMs;
    const outcome = { method, route, status, durationMs };
    this.requests.record(method, route, status, durationMs);
    if (status >= 500) this.recordError(errorOf(this.settings, record, outcome, Date.now()));
    if (record.sampled) this.delivery.span(spanOf(this.settings.service, record, outcome));
  }

  /** Starts sending; says in the log what is wrong with the settings. */
  start(): void {
    for (const fault of this.settings.faults) this.log.warn(fault);
    if (this.delivery && this.settings.processMetrics) this.probe = new ProcessProbe();
    this.delivery?.start();
  }

  /** Sends what is left. */
  async stop(): Promise<void> {
    await Promise.race([this.sourceContext.settle(), sleep(LONGEST_READ_MS, undefined, { ref: false })]);
    await this.delivery?.stop(this.settings.shutdownTimeoutMs);
    this.probe?.stop();
  }

  /** The source lines follow on their own, in time for the batch that the error leaves with. */
  private recordError(item: ErrorItem): void {
    if (!this.delivery) return;
    this.delivery.error(item);
    for (const { frames } of item.exceptions ?? []) this.sourceContext.add(frames);
  }

  private collect(now: number): MetricItem[] {
    const refused = this.aggregate.takeRefused();
    if (refused > 0) this.countLost('metrics', refused, 'refused');
    const items = [...this.requests.drain(now), ...this.aggregate.drain(now)];
    if (this.probe) items.push(...processGauges(this.probe.read(), this.settings.service, now));
    return items;
  }

  private countLost(signal: string, items: number, reason: string): void {
    this.aggregate.increment('monitoring_client_lost_total', items, this.withService({ signal, reason }));
  }

  private withService(tags: Tags): Tags {
    return { service: this.settings.service, ...tags };
  }
}
