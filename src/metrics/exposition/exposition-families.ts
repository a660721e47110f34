import type { ValueDistribution } from '../evaluation/value-distribution.js';
import type { MetricKind } from '../metric-kind.js';
import type { MetricSeries } from '../series/metric-series.js';
import { type ExposedFamily, type ExposedLine, exposedName, labelText } from './exposition-text.js';

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

const QUANTILES = [0.5, 0.9, 0.95, 0.99];

const TYPES = { counter: 'counter', gauge: 'gauge', histogram: 'summary', summary: 'untyped' } as const;
const HELP: Record<MetricKind, string> = {
  counter: 'total since first seen',
  gauge: 'last value',
  histogram: 'quantiles of the last 5 minutes, sum and count since first seen',
  summary: 'last value as reported',
};

/** Collects series under the names by which they are exposed. A name has one type: others get their kind behind it. */
export class ExposedFamilies {
  private readonly families = new Map<string, { family: ExposedFamily; lines: ExposedLine[]; labels: Set<string> }>();
  /** Series left out because another has the same exposed name and labels. */
  duplicates = 0;

  add(state: SeriesState): void {
    const { series } = state;
    const { lines, labels } = this.familyOf(series);
    const tags = exposedTags(series);
    const own = labelText(tags);
    if (labels.has(own)) {
      this.duplicates++;
      return;
    }
    labels.add(own);
    if (series.kind !== 'histogram') {
      lines.push({ labels: own, value: state.value });
      return;
    }
    for (const quantile of QUANTILES) {
      const value = state.recent?.quantile(quantile) ?? Number.NaN;
      lines.push({ labels: labelText({ ...tags, quantile: String(quantile) }), value });
    }
    lines.push({ suffix: '_sum', labels: own, value: state.value });
    lines.push({ suffix: '_count', labels: own, value: state.observations ?? 0 });
  }

  /** The families by name. */
  *sorted(): Generator<ExposedFamily> {
    for (const name of [...this.families.keys()].sort()) yield this.families.get(name)!.family;
  }

  private familyOf({ name: given, kind, unit }: MetricSeries) {
    const type = TYPES[kind];
    const plain = exposedName(given);
    const taken = this.families.get(plain);
    const name = taken && taken.family.type !== type ? `${plain}_${kind}` : plain;
    const known = this.families.get(name);
    if (known) return known;
    const lines: ExposedLine[] = [];
    const help = `${given}${unit ? ` (${unit})` : ''}: ${HELP[kind]}`;
    const entry = { family: { name, type, help, lines }, lines, labels: new Set<string>() };
    this.families.set(name, entry);
    return entry;
  }
}

/** The source tells series apart, so it is a label; `quantile` means something else in a summary. */
function exposedTags({ kind, source, tags }: MetricSeries): Record<string, string> {
  const labels: Record<string, string> = source && tags.source === undefined ? { ...tags, source } : { ...tags };
  if (kind === 'histogram' && labels.quantile !== undefined) {
    labels.exported_quantile = labels.quantile;
    delete labels.quantile;
  }
  return labels;
}
