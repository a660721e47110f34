import type { MetricItem } from '../signals.js';
import { LogHistogram } from './log-histogram.js';

export type Tags = Readonly<Record<string, string>>;

type Cell = { readonly name: string; readonly unit: string | undefined; readonly tags: Tags } & (
  | { readonly kind: 'counter' | 'gauge'; value: number }
  | { readonly kind: 'histogram'; readonly histogram: LogHistogram }
);

/** Distinct series one interval may hold; a mistake such as a user id in a tag must not fill the memory. */
const MAX_SERIES = 5_000;

/**
 * What was counted and observed since the last drain, one cell per series: a counter's increments added up, a gauge's
 * last reading, a histogram's observations in log buckets. Memory is bounded; what does not fit is counted in `refused`.
 */
export class MetricAggregate {
  private cells = new Map<string, Cell>();
  private refusedSamples = 0;

  constructor(private readonly source: string) {}

  /** Adds to a counter. Refuses what is not finite or negative: a counter only grows. */
  increment(name: string, by: number, tags: Tags): void {
    const cell = by >= 0 ? this.cell('counter', name, by, tags) : this.refuse();
    if (cell?.kind === 'counter') cell.value += by;
  }

  /** Sets a gauge: the last reading of an interval counts. */
  gauge(name: string, value: number, tags: Tags, unit?: string): void {
    const cell = this.cell('gauge', name, value, tags, unit);
    if (cell?.kind === 'gauge') cell.value = value;
  }

  /** Adds one observation to a histogram. */
  observe(name: string, value: number, tags: Tags, unit?: string): void {
    const cell = this.cell('histogram', name, value, tags, unit);
    if (cell?.kind === 'histogram') cell.histogram.observe(value);
  }

  /** Everything since the last drain, timed `now` (epoch ms); the aggregate is empty afterwards. */
  drain(now: number): MetricItem[] {
    const cells = this.cells;
    this.cells = new Map();
    const items: MetricItem[] = [];
    for (const cell of cells.values()) {
      const { kind, name, unit, tags } = cell;
      const base = { name, kind, at: now, source: this.source, tags, ...(unit === undefined ? {} : { unit }) };
      if (cell.kind !== 'histogram') items.push({ ...base, value: cell.value });
      else for (const { value, count } of cell.histogram.weightedValues()) items.push({ ...base, value, count });
    }
    return items;
  }

  /** How many samples were refused since the last call. */
  takeRefused(): number {
    const refused = this.refusedSamples;
    this.refusedSamples = 0;
    return refused;
  }

  private cell(kind: Cell['kind'], name: string, value: number, tags: Tags, unit?: string): Cell | undefined {
    if (!Number.isFinite(value)) return this.refuse();
    const key = seriesKey(kind, name, tags);
    const known = this.cells.get(key);
    if (known) return known;
    if (this.cells.size >= MAX_SERIES) return this.refuse();
    // The caller keeps its tags object and may change it later: the series keeps its own.
    const own = { name, unit, tags: { ...tags } };
    const cell: Cell =
      kind === 'histogram' ? { ...own, kind, histogram: new LogHistogram() } : { ...own, kind, value: 0 };
    this.cells.set(key, cell);
    return cell;
  }

  private refuse(): undefined {
    this.refusedSamples += 1;
    return undefined;
  }
}

function seriesKey(kind: string, name: string, tags: Tags): string {
  const names = Object.keys(tags).sort();
  return JSON.stringify([kind, name, ...names.flatMap((tag) => [tag, tags[tag]])]);
}
