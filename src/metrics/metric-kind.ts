/** What a metric measures; the closed set accepted everywhere. */
export const METRIC_KINDS = ['counter', 'gauge', 'histogram', 'summary'] as const;
/** One of {@link METRIC_KINDS}. */
export type MetricKind = (typeof METRIC_KINDS)[number];

/** How a counter is sent: `delta` increments, or a `cumulative` total that restarts at zero with its process. */
export const TEMPORALITIES = ['delta', 'cumulative'] as const;
/** One of {@link TEMPORALITIES}. */
export type Temporality = (typeof TEMPORALITIES)[number];

/** What decides how samples of a series are to be read. */
export interface SeriesShape {
  readonly kind: MetricKind;
  readonly temporality: Temporality;
}

/**
 * Whether samples are states (a gauge's level, a running total): written twice for one instant, the last one stands.
 * Otherwise they are events (increments, observations) and all of them count.
 */
export function isState({ kind, temporality }: SeriesShape): boolean {
  return kind === 'gauge' || kind === 'summary' || (kind === 'counter' && temporality === 'cumulative');
}
