import { lowerBound, type Samples } from '../samples/samples.js';

/** One sample in a list. */
export interface ListedSample<S> {
  readonly series: S;
  readonly at: number;
  readonly value: number;
  readonly count: number;
}

/** A place in the list: newest first, then by series, value and count; `seen` of the equal samples are before it. */
export interface ListPlace {
  readonly at: number;
  readonly seriesId: number;
  readonly value: number;
  readonly count: number;
  readonly seen: number;
}

/** Collects the newest samples of any number, holding only about as many as are asked for. */
export class NewestSamples<S extends { readonly id: number }> {
  private kept: ListedSample<S>[] = [];
  private oldestUseful = -Infinity;
  private toSkip: number;

  /** @param after leaves out everything up to this place */
  constructor(
    private readonly limit: number,
    private readonly after?: ListPlace,
  ) {
    this.toSkip = after?.seen ?? 0;
  }

  /** Whether a sample of that time could still be among the newest. */
  wants(at: number): boolean {
    return at >= this.oldestUseful;
  }

  /** Adds samples of one series, ascending in time, from `startAt` to before `endAt`. */
  add(series: S, { times, values, counts }: Samples, startAt: number, endAt: number): void {
    const start = lowerBound(times, startAt);
    for (let i = lowerBound(times, endAt) - 1; i >= start && times[i]! >= this.oldestUseful; i--) {
      const sample = { series, at: times[i]!, value: values[i]!, count: counts ? counts[i]! : 1 };
      if (!this.isPast(sample)) this.kept.push(sample);
      if (this.kept.length > 2 * this.limit + 100) this.trim();
    }
  }

  /** The newest, in order, at most `limit`. */
  list(): readonly ListedSample<S>[] {
    this.trim();
    return this.kept;
  }

  /** The place of the last sample listed; undefined when there is none. */
  end(): ListPlace | undefined {
    const last = this.list().at(-1);
    if (!last) return undefined;
    const equal = this.kept.filter((sample) => compareSamples(sample, last) === 0).length;
    const place = { at: last.at, seriesId: last.series.id, value: last.value, count: last.count };
    const before = this.after && comparePlaces(place, this.after) === 0 ? this.after.seen : 0;
    return { ...place, seen: before + equal };
  }

  /** Whether the page before has shown the sample. Of equal ones any may count as shown. */
  private isPast({ series, at, value, count }: ListedSample<S>): boolean {
    if (!this.after) return false;
    const order = comparePlaces({ at, seriesId: series.id, value, count }, this.after);
    return order < 0 || (order === 0 && this.toSkip-- > 0);
  }

  private trim(): void {
    this.kept.sort(compareSamples);
    if (this.kept.length < this.limit) return;
    this.kept.length = this.limit;
    this.oldestUseful = this.kept.at(-1)!.at;
  }
}

type Place = Omit<ListPlace, 'seen'>;

/** Compares thousands of times: makes no objects. */
function compareSamples<S extends { readonly id: number }>(a: ListedSample<S>, b: ListedSample<S>): number {
  return b.at - a.at || a.series.id - b.series.id || compareNumbers(a.value, b.value) || a.count - b.count;
}

function comparePlaces(a: Place, b: Place): number {
  return b.at - a.at || a.seriesId - b.seriesId || compareNumbers(a.value, b.value) || a.count - b.count;
}

/** What is no number comes last. */
function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  return a > b ? 1 : Number(Number.isNaN(a)) - Number(Number.isNaN(b));
}
