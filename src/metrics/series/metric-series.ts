import { hash } from 'node:crypto';
import type { MetricKind, SeriesShape, Temporality } from '../metric-kind.js';
import type { SeriesHash } from './series-hash.js';

/** What tells one series from another, and its unit. */
export interface SeriesDescriptor {
  readonly name: string;
  readonly kind: MetricKind;
  /** Of counters; `delta` unless told otherwise. */
  readonly temporality?: Temporality;
  /** The kind is a guess from the name: it tells series apart, and what is stored may be put right; see GuessedKinds. */
  readonly kindGuessed?: boolean;
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
  const parts = [name, kind, temporality, source];
  for (const tag of names) parts.push(tag, tags[tag]!);
  return JSON.stringify(parts);
}

const DESCRIPTOR_DOMAIN = 0;

/** Hashes a descriptor, fast: the same one in another order of tags has another hash, but the same {@link seriesKey}. */
export function hashDescriptor(into: SeriesHash, { name, kind, temporality, source, tags }: SeriesDescriptor): void {
  into.begin(DESCRIPTOR_DOMAIN);
  into.text(name);
  into.text(kind);
  into.text(temporality ?? 'delta');
  into.text(source ?? '');
  for (const tag in tags) {
    into.text(tag);
    into.text(tags[tag]!);
  }
}

/** 128 bits of the key in hexadecimal, by which the database finds the series. */
export function fingerprintOf(key: string): string {
  return hash('sha256', key, 'hex').slice(0, 32);
}

/** Whose series it is when series are limited per service: its `service` tag, else its source, else Prometheus' `job`. */
export function serviceOf({ source, tags }: SeriesDescriptor): string {
  return tags?.service ?? source ?? tags?.job ?? '';
}

/** The tag that marks a series which stands for all that a service had over its limit. */
export const OVERFLOW_TAG = 'overflow';
/** Takes what has a name that the service did not have yet when it reached its limit. */
export const OVERFLOW_NAME = 'metric_overflow';

/**
 * The series that takes the samples of one over the limit: of the same name and kind, told by service alone.
 *
 * @param known whether the service already has series of that name; names over the limit share one series, and so do
 * running totals: those of several series in one would read as restarts
 */
export function overflowSeries(descriptor: SeriesDescriptor, known: boolean): SeriesDescriptor {
  const service = serviceOf(descriptor);
  const tags = { ...(service ? { service } : {}), [OVERFLOW_TAG]: 'true' };
  const { kind, temporality } = descriptor;
  const runningTotal = kind === 'counter' && temporality === 'cumulative';
  return known && !runningTotal
    ? { name: descriptor.name, kind, temporality, unit: descriptor.unit, tags }
    : { name: OVERFLOW_NAME, kind, temporality, tags };
}
