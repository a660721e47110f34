import type { Measured, Quantity } from '../format/quantity.js';
import type { Band } from './bands.js';

/** Values of a series, one for each timestamp; `null` where nothing was measured. */
export type Points = readonly (number | null)[];

/** Inks of series that are strangers to each other, told apart also by who cannot see colours (their lightness differs). */
export const INKS = ['chart-1', 'chart-2', 'chart-3', 'chart-4', 'chart-5', 'chart-6', 'chart-7', 'chart-8'] as const;

/** How a series is inked: one of the neutral inks, or the colour of what it stands for. */
export type Ink = (typeof INKS)[number] | 'chart-bad' | 'chart-warning' | 'chart-good' | 'chart-muted';

/** The ink of the n-th of any number of series. */
export function inkOf(position: number): Ink {
  return INKS[position % INKS.length]!;
}

interface SeriesStyle {
  readonly label: string;
  readonly ink: Ink;
  /** For what is compared with: last week. */
  readonly dashed?: boolean;
  /** The label of the series that this one is the past of: both are picked together. */
  readonly twinOf?: string;
  /** How its values are spelled where they are of another unit than the chart's. */
  readonly format?: (value: Measured) => Quantity;
}

/** How the series of one chart are drawn and spelled. A chart is made anew when it is another object: keep it (a constant, `useMemo`). */
export interface ChartStyle {
  readonly kind: 'area' | 'lines' | 'bars';
  readonly series: readonly SeriesStyle[];
  readonly format: (value: Measured) => Quantity;
  /** Whether the series stand on each other. */
  readonly stacked?: boolean;
  /** A fixed top of the axis (100 for a share), or else at least this much so that noise does not look like a mountain. */
  readonly top?: number;
  readonly topAtLeast?: number;
}

/** The span of the time axis, the same for every chart of the page; epoch milliseconds. */
export interface ChartSpan {
  readonly from: number;
  readonly to: number;
  /** Up to when there are values. */
  readonly measuredTo?: number;
  readonly stepMs?: number;
}

/** What one chart draws: for each series of its style one value per timestamp (ISO 8601 or epoch milliseconds). */
export interface ChartData {
  readonly timestamps: readonly (string | number)[];
  readonly values: readonly Points[];
  readonly span: ChartSpan;
  /** Single measurements that lead somewhere: exemplars with their traces. */
  readonly spots?: readonly Spot[];
  /** Spans that are tinted behind the series: when a rule would have fired. */
  readonly bands?: readonly Band[];
}

/** One measurement of its own on a chart. */
export interface Spot {
  readonly at: number;
  readonly value: number;
  /** Said when it is pointed at. */
  readonly label: string;
  /** Where it leads. */
  readonly traceId: string;
}

/** A timestamp of a chart in epoch milliseconds. */
export function millisecondsOf(timestamp: string | number): number {
  return typeof timestamp === 'number' ? timestamp : Date.parse(timestamp);
}

/** The heights at which series that stand on each other are drawn, the highest first, as they must be painted. */
export function stack(values: readonly Points[]): Points[] {
  const heights: (number | null)[][] = [];
  let below: (number | null)[] = [];
  for (const points of values) {
    below = points.map((value, at) => (value === null && below[at] == null ? null : (value ?? 0) + (below[at] ?? 0)));
    heights.unshift(below);
  }
  return heights;
}
