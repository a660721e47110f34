import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Delivery } from './delivery/delivery.js';
import type { DeliveryLog } from './delivery/trouble-log.js';
import { SourceContext } from './errors/source-context.js';
import { MetricAggregate, type Tags } from './metrics/metric-aggregate.js';
import { ProcessProbe, processGauges } from './metrics/process-probe.js';
import { QueryMetrics } from './metrics/query-metrics.js';
import { RequestMetrics } from './metrics/request-metrics.js';
import { RuntimeProbe } from './metrics/runtime-probe.js';
import type { MonitoringSettings } from './options.js';
import { type Refusal, Refusals } from './security/refusals.js';
import { RequestObservations } from './security/request-observations.js';
import type { AuditItem, ErrorItem, LogItem, MetricItem, ObservationItem, SecurityItem, SpanItem } from './signals.js';
import type { SpanSink } from './tracing/local-trace.js';

/** What the attributes of a line of log take, about: an error among them has a stack. */
const ATTRIBUTES_BYTES = 1_000;
/** A process that ends by a fault is held up no longer. */
const LONGEST_HOLD_MS = 2_000;
/** A stopping process waits no longer for source lines that are being read. */
const LONGEST_READ_MS = 500;

/**
 * Where all that is recorded comes together. No method throws, waits or does I/O: what is recorded is added up in memory and sent from a
 * timer. Only the source lines of errors are read from files, afterwards. Without a transport it forgets what it is told.
 */
export class Recorder implements SpanSink {
  readonly service: string;
  readonly slowMs: number;
  readonly requests: RequestMetrics;
  readonly queries: QueryMetrics;
  readonly metrics: MetricAggregate;
  /** Undefined where nobody looks for attacks in them. */
  readonly observations: RequestObservations | undefined;
  private readonly refusals = new Refusals();
  private readonly probes = new Set<(recorder: Recorder) => void>();
  private probe: ProcessProbe | undefined;
  private runtime: RuntimeProbe | undefined;
  private readonly delivery: Delivery | undefined;
  private readonly sourceContext = new SourceContext([process.cwd(), dirname(process.argv[1] ?? process.cwd())]);

  constructor(
    readonly settings: MonitoringSettings,
    private readonly trouble: DeliveryLog,
  ) {
    const { service, slowMs, transport, intervalMs, maxBufferBytes, spoolDirectory, maxSpoolBytes } = settings;
    this.service = service;
    this.slowMs = slowMs;
    this.requests = new RequestMetrics(service);
    this.queries = new QueryMetrics(service);
    this.metrics = new MetricAggregate(service);
    if (!transport) return;
    if (settings.securitySignals) this.observations = new RequestObservations();
    this.delivery = new Delivery({
      transport,
      intervalMs,
      maxBufferBytes,
      spool: spoolDirectory === undefined ? undefined : { directory: spoolDirectory, service, maxBytes: maxSpoolBytes },
      log: trouble,
      collect: (now) => this.collect(now),
      lost: (signal, items, reason) => this.countLost(signal, items, reason),
    });
  }

  /** Whether there is anywhere to send to. */
  get isOn(): boolean {
    return this.delivery !== undefined;
  }

  /** Adds to a counter of this service. */
  increment(name: string, by: number, tags: Tags): void {
    if (this.delivery) this.metrics.increment(name, by, this.withService(tags));
  }

  /** Sets a gauge of this service; the last reading of each interval is kept. */
  gauge(name: string, value: number, tags: Tags, unit?: string): void {
    if (this.delivery) this.metrics.gauge(name, value, this.withService(tags), unit);
  }

  /** Adds one observation to a histogram of this service. */
  observe(name: string, value: number, tags: Tags, unit?: string): void {
    if (this.delivery) this.metrics.observe(name, value, this.withService(tags), unit);
  }

  /** Has `probe` called before each sending, for gauges that are read rather than told; one that is known already is not called twice. */
  onCollect(probe: (recorder: Recorder) => void): void {
    this.probes.add(probe);
  }

  span(item: SpanItem): void {
    this.delivery?.span(item);
  }

  /** The source lines follow on their own, in time for the batch that the error leaves with. */
  error(item: ErrorItem): void {
    if (!this.delivery) return;
    this.delivery.error(item);
    for (const { frames } of item.exceptions ?? []) this.sourceContext.add(frames);
  }

  log(item: LogItem): void {
    this.delivery?.add('logs', item, item.message.length + ATTRIBUTES_BYTES * (item.attributes ? 1 : 0));
  }

  securityEvent(item: SecurityItem): void {
    this.delivery?.add('security', item, item.description?.length ?? 0);
  }

  /** @param textBytes about how long its structures are */
  audit(item: AuditItem, textBytes: number): void {
    this.delivery?.add('audit', item, textBytes);
  }

  /** A request was refused with 401, 403 or 429. */
  refused(refusal: Refusal): void {
    this.refusals.add(refusal, Date.now());
  }

  /** Starts sending; says in the log what is wrong with the settings. */
  start(): void {
    for (const fault of this.settings.faults) this.trouble.warn(fault);
    if (this.delivery && this.settings.processMetrics) {
      this.probe ??= new ProcessProbe();
      this.runtime ??= new RuntimeProbe((kind, ms) => this.observe('process_gc_duration_ms', ms, { kind }, 'ms'));
    }
    this.delivery?.start();
  }

  /** Sends what is left, for as long as the settings allow. */
  async stop(): Promise<void> {
    await Promise.race([this.sourceContext.settle(), sleep(LONGEST_READ_MS, undefined, { ref: false })]);
    await this.delivery?.stop(this.settings.shutdownTimeoutMs);
    this.probe?.stop();
    this.runtime?.stop();
  }

  /** The same at once, while everything else waits: for a process that ends with the work at hand. */
  stopNow(): void {
    this.delivery?.stopNow(Math.min(LONGEST_HOLD_MS, this.settings.shutdownTimeoutMs));
  }

  private collect(now: number): MetricItem[] {
    for (const probe of this.probes) probe(this);
    const refused = this.metrics.takeRefused();
    if (refused > 0) this.countLost('metrics', refused, 'refused');
    for (const event of this.refusals.drain(this.service)) this.securityEvent(event);
    this.collectObservations();
    this.readRuntime();
    const items = [...this.requests.drain(now), ...this.queries.drain(now), ...this.metrics.drain(now)];
    if (this.probe) items.push(...processGauges(this.probe.read(), this.service, now));
    return items;
  }

  private collectObservations(): void {
    for (const item of this.observations?.drain(this.service) ?? [])
      this.delivery?.add('observations', item, textBytesOf(item));
    const lost = this.observations?.takeLost() ?? 0;
    if (lost > 0) this.countLost('observations', lost, 'refused');
  }

  private withService(tags: Tags): Tags {
    return { service: this.service, ...tags };
  }

  private readRuntime(): void {
    const reading = this.runtime?.read();
    if (!reading) return;
    this.gauge('process_event_loop_utilization', reading.eventLoopUtilization, {}, 'ratio');
    this.gauge('process_active_resources', reading.activeResources, {});
  }

  private countLost(signal: string, items: number, reason: string): void {
    this.increment('monitoring_client_lost_total', items, { signal, reason });
  }
}

function textBytesOf({ path, userAgent, fragments = [] }: ObservationItem): number {
  const parts = fragments.reduce((sum, { name, value }) => sum + name.length + value.length, 0);
  return (path?.length ?? 0) + (userAgent?.length ?? 0) + parts;
}
