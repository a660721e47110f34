import type { ErrorItem, Items, MetricItem, Signal, SpanItem } from '../signals.js';
import { Lane, type LaneEvents } from './lane.js';
import { Spool } from './spool/spool.js';
import type { Batch, Transport } from './transport.js';
import { type DeliveryLog, TroubleLog } from './trouble-log.js';

/** While the receiver is away, metrics go on adding up and are cut this seldom: the buffer then lasts for hours. */
const LONGEST_INTERVAL_MS = 60_000;
/** About what one item takes in memory, beside its long texts. */
const ITEM_BYTES: Record<Signal, number> = {
  metrics: 250,
  errors: 600,
  traces: 600,
  logs: 400,
  security: 400,
  audit: 400,
  observations: 500,
};
/** Of a frame of the application's own, with the lines around it. */
const FRAME_BYTES = 600;
/** How often the spool is looked after. */
const SPOOL_EVERY_MS = 60_000;

/** Batches on disk, of all signals together. */
export interface SpoolOptions {
  readonly directory: string;
  /** Processes of one service take over what is left of each other. */
  readonly service: string;
  readonly maxBytes: number;
}

export interface DeliveryOptions {
  readonly transport: Transport;
  /** How often metrics are cut and batches leave. */
  readonly intervalMs: number;
  /** Bound of the buffer of each signal. */
  readonly maxBufferBytes: number;
  /** For what the buffers do not hold. */
  readonly spool?: SpoolOptions | undefined;
  readonly log: DeliveryLog;
  /** Called each interval, before the batches leave: the metrics that have added up. `now` is epoch ms. */
  readonly collect: (now: number) => readonly MetricItem[];
  /** Told of items that were lost for good. */
  readonly lost: (signal: Signal, items: number, reason: string) => void;
}

/** Collects and sends from a timer, off every request's path; one lane per signal, so that none waits for another. */
export class Delivery {
  private readonly lanes: { readonly [Kind in Signal]: Lane<Items[Kind]> };
  private readonly log: TroubleLog;
  private readonly spool: Spool | undefined;
  private timer: NodeJS.Timeout | undefined;
  private collectedAt = 0;
  private spoolSeenAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: DeliveryOptions) {
    this.log = new TroubleLog(options.log);
    if (options.spool) this.spool = this.spoolOf(options.spool);
    this.lanes = {
      metrics: this.lane('metrics'),
      errors: this.lane('errors'),
      traces: this.lane('traces'),
      logs: this.lane('logs'),
      security: this.lane('security'),
      audit: this.lane('audit'),
      observations: this.lane('observations'),
    };
  }

  /** Starts the timer; it does not keep the process alive. */
  start(): void {
    this.timer ??= setInterval(() => this.tick(), this.options.intervalMs).unref();
    this.careForSpool();
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
    this.spool?.close();
  }

  /** The same while this thread does nothing else, for a process that ends with the work at hand. */
  stopNow(timeoutMs: number): void {
    clearInterval(this.timer);
    this.collect();
    const taken = Object.values(this.lanes).map((lane) => lane.take());
    const batches = taken.flatMap((lane) => lane.batches);
    const stored = this.options.transport.sendNow?.(batches, timeoutMs) ?? new Set();
    for (const { leave } of taken) leave(({ id }) => !stored.has(id));
  }

  private tick(): void {
    const age = performance.now() - this.collectedAt;
    if (!this.lanes.metrics.waiting || age >= LONGEST_INTERVAL_MS) this.collect();
    this.careForSpool();
    for (const lane of Object.values(this.lanes)) lane.send();
  }

  private careForSpool(): void {
    const now = performance.now();
    if (now - this.spoolSeenAt < SPOOL_EVERY_MS) return;
    this.spoolSeenAt = now;
    void this.spool?.adopt();
  }

  private collect(): void {
    this.collectedAt = performance.now();
    for (const item of this.options.collect(Date.now())) this.add('metrics', item, 0);
  }

  private lane<Kind extends Signal>(signal: Kind): Lane<Items[Kind]> {
    const { transport, maxBufferBytes } = this.options;
    const pack = (id: string, items: readonly Items[Kind][]) => ({ id, signal, items }) as unknown as Batch;
    return new Lane(transport, pack, maxBufferBytes, this.events(signal), this.spool?.overflowOf(signal));
  }

  private events(signal: Signal): LaneEvents {
    return {
      lost: (items, reason, detail) => this.lose(signal, items, reason, detail),
      reachable: (fault) => {
        if (fault) this.log.warn(`${signal} are kept and sent later: ${fault.message}`);
        else this.log.log(`${signal} are sent again`);
      },
    };
  }

  private lose(signal: Signal, items: number, reason: string, detail?: string): void {
    this.options.lost(signal, items, reason);
    this.log.warn(`${items} ${signal} lost (${reason})${detail === undefined ? '' : `: ${detail}`}`);
  }

  private spoolOf({ directory, service, maxBytes }: SpoolOptions): Spool {
    return new Spool(directory, service, maxBytes, {
      lost: (signal, items, reason) => this.lose(signal, items, reason),
      trouble: (fault) => this.log.warn(`the spool in ${directory}: ${fault.message}`),
    });
  }
}
