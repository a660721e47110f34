import { Buckets } from './buckets.js';
import { subscriberOf } from './client-network.js';
import { compileFilter, type Filter } from './compile-filter.js';
import type { Detection } from './detection.js';
import { type BucketShape, own } from './leaky-bucket.js';
import { type SecuritySignal, SIGNAL_FIELDS, type SignalField, type SignalKind } from './security-signal.js';

/** A bucket that overflowed: an attack was seen. */
export interface Overflow {
  detection: Detection;
  /** By the detection's fields; an IPv6 address stands as its /64. */
  group: Record<string, string>;
  /** Epoch ms. */
  at: number;
  /** How many drops fell into the bucket since it was last dry. */
  count: number;
  /** Some of the distinct values in the bucket; none when the detection counts all. */
  distinctValues: string[];
  firstAt: number;
  lastSignal: SecuritySignal;
}

/** How much is remembered. */
export interface DetectorLimits {
  /** Of each detection; a distinct value in a bucket counts as much as a bucket. */
  maxBuckets: number;
}

const NONE: readonly Overflow[] = [];
const SAMPLE = 20;
/** Longer values are cut, and those that begin alike are one. */
const MAX_VALUE = 256;
/** One that stands alone is not the same in a copy. */
const SURROGATE = /[\ud800-\udfff]/;

/** Sees attacks in signals. All of it is in memory, bounded by its limits, and knows of time only what signals say. */
export class Detector {
  private readonly watches: Watch[];
  private readonly byKind = new Map<SignalKind, Watch[]>();

  constructor(detections: readonly Detection[], { maxBuckets }: DetectorLimits) {
    this.watches = detections.map((detection) => new Watch(detection, maxBuckets));
    for (const watch of this.watches) {
      for (const kind of [...watch.detection.kinds, ...(watch.detection.reset_on ?? [])])
        this.byKind.set(kind, [...(this.byKind.get(kind) ?? []), watch]);
    }
  }

  /** How many groups have a bucket. */
  get size(): number {
    return this.watches.reduce((sum, { buckets }) => sum + buckets.size, 0);
  }

  pour(signal: SecuritySignal): readonly Overflow[] {
    let overflows = NONE;
    for (const watch of this.byKind.get(signal.kind) ?? []) {
      const overflow = watch.pour(signal);
      if (overflow) overflows = [...overflows, overflow];
    }
    return overflows;
  }

  /** Forgets what can no longer overflow, also where no signals come. @param now epoch ms */
  sweep(now: number): void {
    for (const { buckets } of this.watches) buckets.sweep(now);
  }
}

/** One detection at work. */
class Watch {
  readonly buckets: Buckets;
  private readonly shape: BucketShape;
  private readonly fits: Filter;

  constructor(
    readonly detection: Detection,
    maxBuckets: number,
  ) {
    const { capacity, leak_seconds, blackhole_seconds, filter = [] } = detection;
    this.shape = { capacity, leakMs: leak_seconds * 1000, blackholeMs: blackhole_seconds * 1000 };
    this.buckets = new Buckets(this.shape, maxBuckets);
    this.fits = compileFilter(filter);
  }

  pour(signal: SecuritySignal): Overflow | undefined {
    const { group_by, distinct, reset_on } = this.detection;
    if (reset_on?.includes(signal.kind)) return this.takeBack(signal);
    if (!this.fits(signal)) return undefined;
    const group = groupOf(signal, group_by);
    const value = distinct && textOf(signal, distinct);
    if (group === undefined || (distinct && value === undefined)) return undefined;
    const bucket = this.buckets.pour(group, signal.at, signal.count ?? 1, value, reset_on && originOf(signal));
    if (!bucket) return undefined;
    const overflow = {
      detection: this.detection,
      group: Object.fromEntries(group_by.map((field) => [field, textOf(signal, field)!])),
      at: signal.at,
      count: bucket.count,
      distinctValues: bucket.sample(SAMPLE),
      firstAt: bucket.firstAt,
      lastSignal: signal,
    };
    bucket.empty(this.shape);
    return overflow;
  }

  /** What the same subscriber did before at the same service was his own mistake; what others did stays in the bucket. */
  private takeBack(signal: SecuritySignal): undefined {
    const group = groupOf(signal, this.detection.group_by);
    const origin = originOf(signal);
    if (group !== undefined && origin !== undefined) this.buckets.takeBack(group, { origin, at: signal.at });
  }
}

/** Where a signal came from, and to which service: an account of the same name elsewhere may be another's. */
function originOf(signal: SecuritySignal): string | undefined {
  return groupOf(signal, ['service', 'ip_address']);
}

/** Lengths keep values apart that would run into each other. */
function groupOf(signal: SecuritySignal, fields: readonly SignalField[]): string | undefined {
  if (fields.length === 1) return textOf(signal, fields[0]!);
  let group = '';
  for (const field of fields) {
    const value = textOf(signal, field);
    if (value === undefined) return undefined;
    group += `${value.length}:${value}`;
  }
  return group;
}

function textOf(signal: SecuritySignal, field: SignalField): string | undefined {
  const value = signal[SIGNAL_FIELDS[field]];
  if (value === undefined || value === '') return undefined;
  const cut = String(value).slice(0, MAX_VALUE);
  const text = SURROGATE.test(cut) ? own(cut) : cut;
  if (field === 'ip_address') return subscriberOf(text);
  // The same account, however it is typed.
  return field === 'account' ? text.trim().toLowerCase() : text;
}
