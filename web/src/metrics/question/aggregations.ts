import type { components } from '../../api/schema.js';
import { formatCount, formatRate } from '../../format/number.js';
import type { Measured, Quantity } from '../../format/quantity.js';
import { formatOfUnit } from '../../format/unit.js';

/** What a metric measures, as the API spells it. */
export type MetricKind = components['schemas']['MetricNameView']['metric_type'];

/** The aggregations that are offered, in groups. The API knows more percentiles: an address may name them. */
export const AGGREGATIONS = [
  { group: 'Values', items: ['avg', 'sum', 'min', 'max', 'last', 'first', 'stddev'] },
  { group: 'Percentiles', items: ['p50', 'p75', 'p90', 'p95', 'p99', 'p99.9'] },
  { group: 'Of counters and events', items: ['rate', 'increase', 'count'] },
] as const;

const WORDS: Readonly<Record<string, string>> = {
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  last: 'newest',
  first: 'oldest',
  stddev: 'standard deviation',
  rate: 'rate per second',
  count: 'number of values',
};

/** What an aggregation is called: `p95`, `rate per second`. */
export function aggregationWords(aggregation: string): string {
  return WORDS[aggregation] ?? aggregation;
}

/** The aggregation that tells most of a metric of this kind. */
export function usualAggregation(kind: MetricKind): string {
  if (kind === 'counter') return 'rate';
  return kind === 'histogram' ? 'p95' : 'avg';
}

/** Whether a step that is not over yet has less than it will have, so that its value is no reading. */
export function growsWithTime(aggregation: string): boolean {
  return aggregation === 'sum' || aggregation === 'count' || aggregation === 'increase';
}

/** Whether single measurements can be drawn among values of this aggregation. */
export function isOfValues(aggregation: string): boolean {
  return ['avg', 'min', 'max', 'last', 'first'].includes(aggregation) || aggregation.startsWith('p');
}

/** How values of an aggregation are spelled: events are counted, whatever unit was measured in them. */
export function formatOf(
  aggregation: string,
  unit: string | null,
  kind: MetricKind | undefined,
): (value: Measured) => Quantity {
  const countsEvents = kind === 'histogram' && (aggregation === 'rate' || aggregation === 'increase');
  if (aggregation === 'count' || (countsEvents && aggregation === 'increase')) return formatCount;
  if (aggregation !== 'rate') return formatOfUnit(unit);
  return countsEvents ? formatRate : formatOfUnit(unit, true);
}
