import type { MetricKind, Temporality } from '../../../metrics/metric-kind.js';
import { boundText, negativeBucketTags, positiveBucketTags, zeroBucketTags } from '../../exponential-buckets.js';

/** What one of the series is that a data point is stored as. */
export interface SeriesRole {
  /** Tells it from the other roles when series are hashed. */
  readonly code: number;
  /** What its name has behind the metric's. */
  readonly suffix: string;
  readonly kind: MetricKind;
  readonly temporality?: Temporality;
  /** Whether its values are of the metric's unit; else they are numbers of observations. */
  readonly hasUnit: boolean;
  /** The tags that tell one series of the role from another, by the numbers it was asked for with. */
  readonly tags?: (first: number, second: number) => Record<string, string>;
}

let codes = 0;
function role(
  suffix: string,
  shape: Pick<SeriesRole, 'kind' | 'temporality'>,
  more: Partial<Pick<SeriesRole, 'hasUnit' | 'tags'>> = {},
): SeriesRole {
  return { code: ++codes, suffix, hasUnit: true, ...shape, ...more };
}

const gauge = { kind: 'gauge' } as const;
const cumulative = { kind: 'counter', temporality: 'cumulative' } as const;
const delta = { kind: 'counter', temporality: 'delta' } as const;
const le = (bound: number) => ({ le: boundText(bound) });

function counters(counter: typeof cumulative | typeof delta) {
  return {
    value: role('', counter),
    sum: role('_sum', counter),
    count: role('_count', counter, { hasUnit: false }),
    /** Asked for with its upper bound. */
    bucket: role('_bucket', counter, { hasUnit: false, tags: le }),
  };
}

/** How each series of a data point is stored; see docs/storage.md. */
export const ROLES = {
  gauge: role('', gauge),
  min: role('_min', gauge),
  max: role('_max', gauge),
  cumulative: counters(cumulative),
  delta: counters(delta),
  observations: role('', { kind: 'histogram' }),
  quantile: role('', { kind: 'summary' }, { tags: (quantile) => ({ quantile: String(quantile) }) }),
  /** Buckets of cumulative exponential histograms, asked for with index and scale; the zero bucket with its threshold. */
  positive: role('_bucket', cumulative, { hasUnit: false, tags: positiveBucketTags }),
  negative: role('_bucket', cumulative, { hasUnit: false, tags: negativeBucketTags }),
  zero: role('_bucket', cumulative, { hasUnit: false, tags: zeroBucketTags }),
  targetInfo: role('', gauge),
} as const;
