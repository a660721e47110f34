import type { Exemplar, SeriesExemplar } from '../exemplars/exemplar.recorder.js';
import { doubleBits } from '../samples/double-bits.js';
import type { SampleBatch } from '../samples/sample-batch.js';
import type { SeriesDescriptor } from './metric-series.js';
import type { SeriesCatalog } from './series-catalog.js';
import { SeriesHash } from './series-hash.js';
import type { StoredSeries } from './series-store.js';

/** So many described series are looked up or made before more are described: bounds the memory of a request. */
const DESCRIBED_AT_A_TIME = 1000;
/** A series made so short a time ago is new: its first request may have failed after the series was made. */
const NEW_MS = 60_000;

/** Stands for a series in a draft: its id, or below 0 one that was described. */
export type SeriesRef = number;

/** A series that was described, waiting to be looked up. */
interface Described {
  readonly descriptor: SeriesDescriptor;
  readonly low: number;
  readonly high: number;
}

/**
 * Samples on their way in as growing columns, for protocols: a series that is known costs a hash and a look-up, and only
 * one that is not has to be described.
 *
 *     draft.hash.begin(…); draft.hash.bytes(…);
 *     const ref = draft.find() || draft.describe({ name, kind, tags });
 *     draft.add(ref, at, value);
 *     if (draft.isFull) await draft.settle();
 */
export class SampleDraft {
  /** To be set to the hash of a series before it is looked for or described. */
  readonly hash = new SeriesHash();
  /** When it was begun, epoch ms. */
  readonly now: number;
  private seriesIds: Int32Array;
  private times: Float64Array;
  private values: Float64Array;
  private bits: Uint32Array;
  private counts: Float64Array | undefined;
  private length = 0;
  private described: Described[] = [];
  private refs = new Map<string, SeriesRef>();
  /** Of described series, in their order: ref -1 is at 0. */
  private readonly stored: StoredSeries[] = [];
  private readonly zeros: { ref: SeriesRef; at: number; madeNow: boolean }[] = [];
  private readonly exemplars: (Exemplar & { ref: SeriesRef })[] = [];

  /** @param expected about how many samples there will be */
  constructor(
    private readonly catalog: SeriesCatalog,
    expected = 1000,
  ) {
    this.now = catalog.now();
    this.seriesIds = new Int32Array(expected);
    this.times = new Float64Array(expected);
    this.values = new Float64Array(expected);
    this.bits = doubleBits(this.values);
  }

  /** How many samples there are. */
  get size(): number {
    return this.length;
  }

  /** True when {@link settle} is due. */
  get isFull(): boolean {
    return this.described.length >= DESCRIBED_AT_A_TIME;
  }

  /** The series of the hash, or 0 when it has to be described. */
  find(): SeriesRef {
    const id = this.catalog.ids.get(this.hash, this.now);
    if (id !== 0 || this.refs.size === 0) return id;
    return this.refs.get(`${this.hash.low} ${this.hash.high}`) ?? 0;
  }

  /** Describes the series of the hash, which was not found. */
  describe(descriptor: SeriesDescriptor): SeriesRef {
    const { low, high } = this.hash;
    const ref = -(this.stored.length + this.described.push({ descriptor, low, high }));
    this.refs.set(`${low} ${high}`, ref);
    return ref;
  }

  /** Adds a sample; see MetricSample. `at` is a whole number of epoch ms. */
  add(ref: SeriesRef, at: number, value: number, count = 1): void {
    const i = this.place(ref, at);
    this.values[i] = value;
    if (this.counts) this.counts[i] = count;
    else if (count !== 1) {
      this.counts = new Float64Array(this.times.length).fill(1);
      this.counts[i] = count;
    }
  }

  /** Adds a sample whose value is the double at a place, little-endian. Its bits stay as they are: markers are NaNs of their own. */
  addFrom(ref: SeriesRef, at: number, view: DataView, offset: number): void {
    const i = this.place(ref, at);
    this.bits[i * 2] = view.getInt32(offset, true);
    this.bits[i * 2 + 1] = view.getInt32(offset + 4, true);
    if (this.counts) this.counts[i] = 1;
  }

  /** Says that a running total was zero at a time: recorded if the series is new, so that its first increase shows. */
  startedAt(ref: SeriesRef, at: number): void {
    if (ref < 0) this.zeros.push({ ref, at, madeNow: false });
  }

  /** Says that a running total was zero at a time if nobody has ever seen its series: recorded if it is made for this draft. */
  zeroUnlessSeen(ref: SeriesRef, at: number): void {
    if (ref < 0) this.zeros.push({ ref, at, madeNow: true });
  }

  addExemplar(ref: SeriesRef, exemplar: Exemplar): void {
    this.exemplars.push({ ...exemplar, ref });
  }

  /** Looks up the series described so far and makes those that are new. @throws DatabaseUnavailable */
  async settle(): Promise<void> {
    const { described } = this;
    if (described.length === 0) return;
    const stored = await this.catalog.findOrCreate(described.map(({ descriptor }) => descriptor));
    this.described = [];
    this.refs = new Map();
    described.forEach((key, i) => {
      this.stored.push(stored[i]!);
      this.catalog.ids.set(key, stored[i]!.id, this.now);
    });
  }

  /** The samples, once everything is settled. The draft must not be added to any more. */
  toBatch(): SampleBatch {
    for (const { ref, at, madeNow } of this.zeros) {
      const { firstSeenAt } = this.stored[-1 - ref]!;
      if (firstSeenAt >= (madeNow ? this.now : this.now - NEW_MS)) this.add(ref, at, 0);
    }
    const { length, seriesIds } = this;
    if (this.stored.length > 0) {
      for (let i = 0; i < length; i++) if (seriesIds[i]! < 0) seriesIds[i] = this.idOf(seriesIds[i]!);
    }
    return {
      seriesIds: seriesIds.subarray(0, length),
      times: this.times.subarray(0, length),
      values: this.values.subarray(0, length),
      counts: this.counts?.subarray(0, length),
    };
  }

  /** The exemplars, once everything is settled. */
  toExemplars(): SeriesExemplar[] {
    return this.exemplars.map(({ ref, ...exemplar }) => ({ ...exemplar, seriesId: this.idOf(ref) }));
  }

  private idOf(ref: SeriesRef): number {
    return ref > 0 ? ref : this.stored[-1 - ref]!.id;
  }

  private place(ref: SeriesRef, at: number): number {
    if (this.length === this.times.length) this.grow();
    const i = this.length++;
    this.seriesIds[i] = ref;
    this.times[i] = at;
    return i;
  }

  private grow(): void {
    const capacity = this.times.length * 2;
    this.seriesIds = enlarged(this.seriesIds, new Int32Array(capacity));
    this.times = enlarged(this.times, new Float64Array(capacity));
    this.values = enlarged(this.values, new Float64Array(capacity));
    this.bits = doubleBits(this.values);
    if (this.counts) this.counts = enlarged(this.counts, new Float64Array(capacity));
  }
}

function enlarged<T extends Int32Array | Float64Array>(column: T, larger: T): T {
  larger.set(column as never);
  return larger;
}
