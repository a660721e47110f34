import type { ErrorItem, Items, MetricItem, Signal, SpanItem } from '../signals.js';
import { Lane, type LaneEvents } from './lane.js';
import type { Batch, Transport } from './transport.js';

/** While the receiver is away, metrics go on adding up and are cut this seldom: the buffer then lasts for hours. */
const LONGEST_INTERVAL_MS = 60_000;
/** About what one item takes in memory, beside its long texts. */
const ITEM_BYTES: Record<Signal, number> = { metrics: 250, errors: 600, traces: 600, logs: 400, security: 400 };
/** Of a frame of the application's own, with the lines around it. */
const FRAME_BYTES = 600;
/** The log tells of losses of one kind this seldom; the metric `monitoring_client_lost_total` has them all. */
const WARN_EVERY_MS = 60_000;

/** Where warnings about the delivery itself go; Nest's Logger fits. */
export interface DeliveryLog {
  log(message: string): void;
  warn(message: string): void;
}

export interface DeliveryOptions {
  readonly transport: Transport;
  /** How often metrics are cut and batches leave. */
  readonly intervalMs: number;
  /** Bound of the buffer of each signal. */
  readonly maxBufferBytes: number;
  readonly log: DeliveryLog;
  /** Called each interval, before the batches leave: the metrics that have added up. `now` is epoch ms. */
  readonly collect: (now: number) => readonly MetricItem[];
  /** Told of items that were lost for good. */
  readonly lost: (signal: Signal, items: number, reason: string) => void;
}

/** Collects and sends from a timer, off every request's path; one lane per signal, so that none waits for another. */
export class Delivery {
  private readonly lanes: { readonly [Kind in Signal]: Lane<Items[Kind]> };
  private timer: NodeJS.Timeout | undefined;
  private collectedAt = 0;
  private readonly warnedAt = new Map<string, number>();

  constructor(private readonly options: DeliveryOptions) {
    this.lanes = {
      metrics: this.lane('metrics'),
      errors: this.lane('errors'),
      traces: this.lane('traces'),
      logs: this.lane('logs'),
      security: this.lane('security'),
    };
  }

  /** Starts the timer; it does not keep the process alive. */
  start(): void {
    this.timer ??= setInterval(() => this.tick(), this.options.intervalMs).unref();
  }

  error(item: ErrorItem): void {
    const own = item.exceptions?.flatMap(({ frames }) => frames).filter(({ inApp }) => inApp).length ?? 0;
    this.add('errors', item, item.message.length + (item.stack?.length ?? 0) + own * FRAME_BYTES);
  }

  span(item: SpanItem): void {
    this.lanes.traces.add(item, ITEM_BYTES.traces);
  }

  /** @param textBytes about how long its texts are */
  add<Kind extends Signal>(signal: Kind, item: Items[Kind], textBytes: number): void {
    this.lanes[signal].add(item, ITEM_BYTES[signal] + textBytes);
  }

  /** Stops the timer and sends what is left for at most `timeoutMs`. */
  async stop(timeoutMs: number): Promise<void> {
    clearInterval(this.timer);
    this.collect();
    await Promise.all(Object.values(this.lanes).map((lane) => lane.flush(timeoutMs)));
  }

  private tick(): void {
    const age = performance.now() - this.collectedAt;
    if (!this.lanes.metrics.waiting || age >= LONGEST_INTERVAL_MS) this.collect();
    for (const lane of Object.values(this.lanes)) lane.send();
  }

  private collect(): void {
    this.collectedAt = performance.now();
    for (const item of this.options.collect(Date.now())) this.add('metrics', item, 0);
  }

  private lane<Kind extends Signal>(signal: Kind): Lane<Items[Kind]> {
    const { transport, maxBufferBytes } = this.options;
    const pack = (id: string, items: readonly Items[Kind][]) => ({ id, signal, items }) as unknown as Batch;
    return new Lane(transport, pack, maxBufferBytes, this.events(signal));
  }

  private events(signal: Signal): LaneEvents {
    const { log, lost } = this.options;
    return {
      lost: (items, reason, detail) => {
        lost(signal, items, reason);
        if (!this.mayWarn(`${signal} ${reason}`)) return;
        log.warn(`${items} ${signal} lost (${reason})${detail === undefined ? '' : `: ${detail}`}`);
      },
      reachable: (fault) => {
        if (fault) log.warn(`${signal} are kept and sent later: ${fault.message}`);
        else log.log(`${signal} are sent again`);
      },
    };
  }

  private mayWarn(kind: string): boolean {
    const now = performance.now();
    if (now - (this.warnedAt.get(kind) ?? Number.NEGATIVE_INFINITY) < WARN_EVERY_MS) return false;
    this.warnedAt.set(kind, now);
    return true;
  }
}
