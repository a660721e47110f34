import { type Batch, type LoadSample, samplesOf } from './load.js';

/** What the samples of one second come to. */
export interface SecondSum {
  count: number;
  sum: number;
}

/** Sums of seconds (epoch ms of their start) by series: `sender lane sensor`. */
export type SecondSums = Map<string, Map<number, SecondSum>>;

/** What must be stored when exactly the given batches are: no more, no less. */
export class Expected {
  private readonly events = new Map<string, SecondSums>();
  /** Of one series and time the last written stands. */
  private readonly states = new Map<string, Map<string, Map<number, number>>>();

  /** @param batches those of one sender in the order in which they were acknowledged */
  constructor(batches: readonly Batch[]) {
    for (const batch of batches) {
      for (const sample of samplesOf(batch)) {
        if (sample.kind === 'gauge') this.addState(sample);
        else add(entry(entry(this.events, sample.name), seriesOf(sample)), sample.at, sample.count, sample.value);
      }
    }
  }

  /** What each second of each series of a metric holds. */
  secondsOf(metric: string): SecondSums {
    const events = this.events.get(metric);
    if (events) return events;
    const sums: SecondSums = new Map();
    for (const [series, values] of this.states.get(metric) ?? []) {
      for (const [at, value] of values) add(entry(sums, series), at, 1, value);
    }
    return sums;
  }

  private addState(sample: LoadSample): void {
    entry(entry(this.states, sample.name), seriesOf(sample)).set(sample.at, sample.value);
  }
}

/** The name of a sample's series within its metric. */
export function seriesOf({ tags }: Pick<LoadSample, 'tags'>): string {
  return `${tags.sender} ${tags.lane} ${tags.sensor}`;
}

function add(seconds: Map<number, SecondSum>, at: number, count: number, value: number): void {
  const second = Math.floor(at / 1000) * 1000;
  const known = seconds.get(second);
  if (known) {
    known.count += count;
    known.sum += count * value;
  } else seconds.set(second, { count, sum: count * value });
}

/** The map under a key, made when it is not there. */
function entry<K, V extends Map<unknown, unknown>>(map: Map<K, V>, key: K): V {
  const found = map.get(key) ?? (new Map() as V);
  map.set(key, found);
  return found;
}
