/** A sample as any door can be told it. */
export interface LoadSample {
  readonly name: string;
  /** `counter` and `histogram` are events, of which each counts; `gauge` is a state, of which the last written stands. */
  readonly kind: 'counter' | 'histogram' | 'gauge';
  readonly tags: LoadTags;
  readonly value: number;
  /** Histograms: how many observations had the value; else 1. */
  readonly count: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface LoadTags {
  readonly sender: string;
  readonly lane: string;
  readonly sensor: string;
}

/** What one request says. All of it follows from these, so it is told again when it is looked for, not kept. */
export interface Batch {
  readonly sender: number;
  /** Counts up from 0 within the sender. */
  readonly number: number;
  /** When it was made, epoch milliseconds: ascends by at least {@link BATCH_MS} within the sender. */
  readonly at: number;
  /** The same of the batch before when the number is odd, else of this one. */
  readonly pairAt: number;
}

/** Metrics of the load, and the one of samples that are refused: it must never be seen. */
export const EVENTS = ['chaos.increments', 'chaos.observations'] as const;
export const STATES = ['chaos.levels', 'chaos.overwritten'] as const;
export const REFUSED = 'chaos.refused';

/** Age in minutes of each lane's samples: the present hour is left to grow, hours that are over are joined again and again. */
export const LANE_MINUTES = [0, 70, 130, 190] as const;
const SENSORS = 10;
/** Samples of one series in a batch, a millisecond apart. */
const DEPTH = 4;
/** How long a batch reaches in each series, in milliseconds. */
export const BATCH_MS = DEPTH;

/** The samples of a batch. All values are whole numbers, so that sums are exact. */
export function samplesOf({ sender, number, at, pairAt }: Batch): LoadSample[] {
  const samples: LoadSample[] = [];
  LANE_MINUTES.forEach((minutes, lane) => {
    const age = minutes * 60_000;
    const tagsOf = (sensor: number): LoadTags => ({ sender: `${sender}`, lane: `${lane}`, sensor: `${sensor}` });
    for (let i = 0; i < SENSORS * DEPTH; i++) {
      const tags = tagsOf(i % SENSORS);
      const offset = Math.floor(i / SENSORS);
      const value = 1 + ((number * 7 + i) % 1000);
      // Two events share each millisecond, and both count.
      const eventAt = at - age + (offset >> 1);
      samples.push({ name: EVENTS[0], kind: 'counter', tags, value, count: 1, at: eventAt });
      samples.push({ name: EVENTS[1], kind: 'histogram', tags, value, count: 1 + (number % 3), at: eventAt });
      samples.push({ name: STATES[0], kind: 'gauge', tags, value, count: 1, at: at - age + offset });
    }
    // Each batch of an odd number overwrites what the one before it said.
    samples.push({ name: STATES[1], kind: 'gauge', tags: tagsOf(0), value: number, count: 1, at: pairAt - age });
  });
  return samples;
}
