import type { Points } from '../api/dashboard.js';
import type { Measured, Quantity } from '../format/quantity.js';

/** How a series is inked: three strengths of the one neutral hue, or the colour of failure. */
export type Ink = 'chart-1' | 'chart-2' | 'chart-3' | 'chart-bad';

/** How the series of one chart are drawn and spelled. One constant per chart: a chart is made anew when it is another object. */
export interface ChartStyle {
  readonly kind: 'area' | 'lines' | 'bars';
  readonly series: readonly { readonly label: string; readonly ink: Ink }[];
  readonly format: (value: Measured) => Quantity;
  /** A fixed top of the axis (100 for a share), or else at least this much so that noise does not look like a mountain. */
  readonly top?: number;
  readonly topAtLeast?: number;
}

/** The span of the time axis, the same for every chart of the page; epoch milliseconds. */
export interface TimeSpan {
  readonly from: number;
  /** The end of the step that is under way, so that its bar fits. */
  readonly to: number;
  /** Up to when there are values. */
  readonly measuredTo: number;
  readonly stepMs: number;
}

/** What one chart draws: for each series of its style one value per timestamp (ISO 8601). */
export interface ChartData {
  readonly timestamps: readonly string[];
  readonly values: readonly Points[];
  readonly span: TimeSpan;
}
