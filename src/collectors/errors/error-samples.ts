import type { ErrorTally } from '../../errors/quota/error.tallies.js';
import type { MetricSample } from '../../metrics/metric.recorder.js';

/** How many errors there were, by `service`, `severity` and `error_type`. */
const ERRORS = 'errors_total';
/** How many of them were counted and not stored, by `service`. */
const LEFT_OUT = 'errors_left_out_total';

const MAX_TYPES = 100;
const OTHER = 'other';

/** The types of errors that have series of their own: the first hundred of each service. */
export class KnownTypes {
  private readonly types = new Map<string, Set<string>>();

  /** The type, or `other`. */
  nameOf(service: string, type: string): string {
    const known = this.types.get(service) ?? new Set();
    if (known.size === 0) this.types.set(service, known);
    if (known.size < MAX_TYPES) known.add(type);
    return known.has(type) ? type : OTHER;
  }
}

/** What a batch of tallies is as increments of counters. */
export function errorSamples(tallies: readonly ErrorTally[], types: KnownTypes): MetricSample[] {
  return tallies.flatMap(([seconds, service, severity, type, count, leftOut]): MetricSample[] => {
    const counter = (name: string, value: number, tags: Record<string, string>): MetricSample => {
      return { name, kind: 'counter', temporality: 'delta', tags: { service, ...tags }, at: seconds * 1000, value };
    };
    const errors = counter(ERRORS, count, { severity, error_type: types.nameOf(service, type) });
    return leftOut > 0 ? [errors, counter(LEFT_OUT, leftOut, {})] : [errors];
  });
}
