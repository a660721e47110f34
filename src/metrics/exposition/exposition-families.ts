import { boundsOf } from '../evaluation/histogram/bucket-bounds.js';
import type { ValueDistribution } from '../evaluation/value-distribution.js';
import type { MetricSeries } from '../series/metric-series.js';
import { CompoundLines } from './compound-lines.js';
import { type ExposedRole, type ExposedRoles, quantileOf } from './exposed-roles.js';
import { type ExposedFamily, type ExposedType, exposedName, labelText } from './exposition-text.js';

/** What is known of a series at the time of the exposition. */
export interface SeriesState {
  readonly series: MetricSeries;
  /** Gauges, summaries, cumulative counters: the last value. Delta counters: the total since first seen. */
  readonly value: number;
  /** Histograms: how many observations since first seen; `value` is their sum. */
  readonly observations?: number;
  /** Histograms: the observations of the last minutes, if there are any. */
  readonly recent?: ValueDistribution;
}

interface Entry {
  readonly name: string;
  readonly type: ExposedType;
  unit: string | null;
  help: string;
  readonly values: Map<string, number>;
  readonly compounds: Map<string, CompoundLines>;
}

const QUANTILES = [0.5, 0.9, 0.95, 0.99];
const HELP: Record<ExposedType, string> = {
  counter: 'total since first seen',
  gauge: 'last value',
  histogram: 'observations since first seen, by bucket',
  summary: 'quantiles of the last 5 minutes or as reported, sum and count since first seen',
  untyped: 'last value as reported',
};
/** What lines of each type have behind the family's name, with the name itself: no two families share one of them. */
const SUFFIXES: Record<ExposedType, readonly string[]> = {
  counter: ['', '_total'],
  gauge: [''],
  histogram: ['', '_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
  untyped: [''],
};

/** Collects series under the names by which they are exposed. A name has one type: others get theirs behind it. */
export class ExposedFamilies {
  /** By type and the name wanted; undefined where no name was free. */
  private readonly entries = new Map<string, Entry | undefined>();
  private readonly taken = new Set<string>();
  /** Series left out because another has the same exposed name and labels. */
  duplicates = 0;

  /** @param roles of all series that will be added */
  constructor(private readonly roles: ExposedRoles) {
    for (const { name, type } of roles.compounds()) this.entryOf(type, name);
  }

  add(state: SeriesState): void {
    const { series } = state;
    const role = this.roles.of(series);
    const entry = this.entryOf(role.type, exposedName(role.name));
    if (!entry || !addTo(entry, role, state)) {
      this.duplicates++;
      return;
    }
    if (role.part !== 'bucket' && role.part !== 'count') entry.unit ??= series.unit;
    entry.help ||= role.name;
  }

  /** The families by name. */
  *sorted(): Generator<ExposedFamily> {
    const filled = [...this.entries.values()].filter((entry) => entry && entry.values.size + entry.compounds.size > 0);
    for (const entry of (filled as Entry[]).sort((a, b) => (a.name < b.name ? -1 : 1))) yield familyOf(entry);
  }

  private entryOf(type: ExposedType, plain: string): Entry | undefined {
    const key = `${type} ${plain}`;
    if (this.entries.has(key)) return this.entries.get(key);
    const namesOf = (name: string) => SUFFIXES[type].map((suffix) => name + suffix);
    const isFree = (name: string) => namesOf(name).every((one) => !this.taken.has(one));
    const name = [plain, `${plain}_${type}`].find(isFree);
    const entry =
      name === undefined
        ? undefined
        : { name, type, unit: null, help: '', values: new Map<string, number>(), compounds: new Map() };
    this.entries.set(key, entry);
    for (const one of name === undefined ? [] : namesOf(name)) this.taken.add(one);
    return entry;
  }
}

function addTo({ values, compounds }: Entry, { part, type }: ExposedRole, state: SeriesState): boolean {
  const { series, value } = state;
  const labels = labelText(exposedTags(series, part, type));
  if (part === 'value') {
    if (values.has(labels)) return false;
    values.set(labels, value);
    return true;
  }
  const compound = compounds.get(labels) ?? new CompoundLines();
  compounds.set(labels, compound);
  if (part === 'bucket') return compound.addBucket(boundsOf(series.tags)!, value);
  if (part === 'quantile') return compound.addQuantile(quantileOf(series)!, value);
  if (part === 'count') return compound.addCount(value);
  if (!compound.addSum(value)) return false;
  if (part === 'observations') {
    compound.addCount(state.observations ?? 0);
    for (const fraction of QUANTILES) compound.addQuantile(fraction, state.recent?.quantile(fraction) ?? Number.NaN);
  }
  return true;
}

function familyOf({ name, type, unit, help, values, compounds }: Entry): ExposedFamily {
  return {
    name,
    type,
    unit,
    help: `${help}${unit ? ` (${unit})` : ''}: ${HELP[type]}`,
    *groups(format) {
      const suffix = type === 'counter' ? '_total' : '';
      for (const [labels, value] of values) yield [{ suffix, labels, value }];
      for (const [labels, compound] of compounds) {
        yield type === 'histogram' ? compound.histogram(labels, format) : compound.summary(labels);
      }
    },
  };
}

/** The source tells series apart, so it is a label; the label that tells lines of one family apart is the family's own. */
function exposedTags({ source, tags }: MetricSeries, part: ExposedRole['part'], type: ExposedType) {
  const labels: Record<string, string> = source && tags.source === undefined ? { ...tags, source } : { ...tags };
  if (part === 'value') return labels;
  const own = type === 'histogram' ? 'le' : 'quantile';
  if (labels[own] !== undefined && part !== 'bucket' && part !== 'quantile') labels[`exported_${own}`] = labels[own];
  delete labels[own];
  if (part === 'bucket') delete labels.gt;
  return labels;
}
