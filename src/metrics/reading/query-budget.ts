import { Problem } from '../../http/problem.js';

/** What a request may use at the most. */
export interface QueryLimits {
  readonly series: number;
  /** Samples that are decoded; a chunk whose figures do is none. */
  readonly samples: number;
  readonly seconds: number;
}

/** More values than any screen can show. */
const MAX_VALUES = 1_000_000;
/** A value kept for a percentile takes 16 to 32 bytes. */
const MAX_KEPT_VALUES = 8_000_000;

interface Limit {
  /** What there is too much of. */
  readonly what: string;
  /** The parameter to change. */
  readonly path: string;
  readonly advice: string;
}

const LIMITS = {
  series: {
    what: 'series (METRIC_QUERY_MAX_SERIES)',
    path: 'tags',
    advice: 'match fewer series by their tags',
  },
  samples: {
    what: 'samples to decode (METRIC_QUERY_MAX_SAMPLES)',
    path: 'start_time',
    advice:
      'choose a shorter range, match fewer series, or take a step of an hour and more with avg, sum, min, max or count',
  },
  values: {
    what: 'values, which are groups times steps',
    path: 'step',
    advice: 'choose a longer step, a shorter range or fewer tags in group_by',
  },
  steps: {
    what: 'steps',
    path: 'step',
    advice: 'choose a longer step or a shorter range',
  },
  keptValues: {
    what: 'different values to take percentiles of',
    path: 'start_time',
    advice: 'choose a shorter range or match fewer series',
  },
  patternSeconds: {
    what: 'seconds to match patterns',
    path: 'tags',
    advice: 'match by a simpler pattern or by equal tags',
  },
  seconds: {
    what: 'seconds (METRIC_QUERY_MAX_SECONDS)',
    path: 'start_time',
    advice: 'choose a shorter range, match fewer series or ask fewer questions at once',
  },
} satisfies Record<string, Limit>;

/** Problem 422 that names the limit and how to stay below it. */
export function limitReached(limit: keyof typeof LIMITS, maximum: number): Problem {
  const { what, path, advice } = LIMITS[limit];
  const message = `more than ${maximum.toLocaleString('en')} ${what}: ${advice}`;
  return Problem.invalid([{ path, message }], `The query needs ${message}.`);
}

/** Counts what a request uses, all its questions together, and ends it when that is too much. */
export class QueryBudget {
  /** Is aborted when the caller has gone or the time is up; its reason is what to throw. */
  readonly signal: AbortSignal;
  private readonly left: Record<'series' | 'samples' | 'values' | 'keptValues', number>;
  private readonly maxima: QueryBudget['left'];
  private readonly timer: NodeJS.Timeout;

  /** @param caller is aborted when nobody waits for the answer any more */
  constructor({ series, samples, seconds }: QueryLimits, caller?: AbortSignal) {
    this.maxima = { series, samples, values: MAX_VALUES, keptValues: MAX_KEPT_VALUES };
    this.left = { ...this.maxima };
    const time = new AbortController();
    this.timer = setTimeout(() => time.abort(limitReached('seconds', seconds)), seconds * 1000);
    this.timer.unref();
    this.signal = caller ? AbortSignal.any([caller, time.signal]) : time.signal;
  }

  /** @throws Problem 422 when so many more are too many */
  take(what: keyof QueryBudget['left'], count: number): void {
    this.left[what] -= count;
    if (this.left[what] < 0) throw limitReached(what, this.maxima[what]);
  }

  /** Stops the clock. */
  end(): void {
    clearTimeout(this.timer);
  }
}
