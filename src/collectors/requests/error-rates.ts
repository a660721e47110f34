import type { MetricResult } from '../../metrics/metric.query.js';
import type { MetricSample } from '../../metrics/metric.recorder.js';

type Counts = readonly Pick<MetricResult, 'tags' | 'values'>[];

/** The percentage of failures of each service that had requests. @param at epoch ms */
export function errorRates(all: Counts, failed: Counts, at: number): MetricSample[] {
  const failures = new Map(failed.map(({ tags, values }) => [tags.service, values[0] ?? 0]));
  return all
    .filter(({ values }) => values[0]! > 0)
    .map(({ tags, values }) => ({
      name: 'api.error_rate',
      kind: 'gauge',
      unit: 'percent',
      tags: { service: tags.service ?? '' },
      at,
      value: ((failures.get(tags.service) ?? 0) / values[0]!) * 100,
    }));
}
