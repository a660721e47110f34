import { createHash } from 'node:crypto';
import type { MetricKind, SeriesShape, Temporality } from '../metric-kind.js';

/** What tells one series from another, and its unit. */
export interface SeriesDescriptor {
  readonly name: string;
  readonly kind: MetricKind;
  /** Of counters; `delta` unless told otherwise. */
  readonly temporality?: Temporality;
  readonly unit?: string;
  /** The program or part of it that measured. */
  readonly source?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A stored series. */
export interface MetricSeries extends SeriesShape {
  readonly id: number;
  readonly name: string;
  readonly unit: string | null;
  readonly source: string | null;
  readonly tags: Readonly<Record<string, string>>;
}

/** The text that two descriptors share exactly when they mean the same series. Tags count in any order. */
export function seriesKey({ name, kind, temporality = 'delta', source = '', tags = {} }: SeriesDescriptor): string {
  const names = Object.keys(tags);
  if (names.length > 1) names.sort();
  return JSON.stringify([name, kind, temporality, source, ...names.flatMap((tag) => [tag, tags[tag]])]);
}

/** 128 bits of the key, by which the database finds the series. */
export function fingerprintOf(key: string): Buffer {
  return createHash('sha256').update(key).digest().subarray(0, 16);
}

/** Whose series it is when series are limited per service: its `service` tag, else its source. */
export function serviceOf({ source, tags }: SeriesDescriptor): string {
  return tags?.service ?? source ?? '';
}

/** The tag that marks a series which stands for all that a service had over its limit. */
export const OVERFLOW_TAG = 'overflow';
/** Takes what has a name that the service did not have yet when it reached its limit. */
export const OVERFLOW_NAME = 'metric_overflow';

/**
 * The series that takes the samples of one over the limit: of the same name and kind, told by service alone.
 *
 * @param known whether the service already has series of that name; names over the limit share one series
 */
export function overflowSeries(descriptor: SeriesDescriptor, known: boolean): SeriesDescriptor {
  const service = serviceOf(descriptor);
  const tags = { ...(service ? { service } : {}), [OVERFLOW_TAG]: 'true' };
  const { kind, temporality } = descriptor;
  return known
    ? { name: descriptor.name, kind, temporality, unit: descriptor.unit, tags }
    : { name: OVERFLOW_NAME, kind, temporality, tags };
}
