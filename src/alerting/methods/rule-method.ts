/** Compares the rule's window with the same window some time ago. In the names of the wire, as it is stored; times in seconds. */
export interface ChangeMethod {
  type: 'change';
  /** How long ago. */
  offset: number;
  /** In percent of what was then (when left out), or what came on top. */
  as?: (typeof CHANGES)[number];
}
export const CHANGES = ['percent', 'difference'] as const;

/** How fast a ratio of failures uses up its error budget, over two windows at once. In the names of the wire; times in seconds. */
export interface BurnRateMethod {
  type: 'burn_rate';
  /** In percent, such as 99.9. */
  objective: number;
  long_window: number;
  short_window: number;
}

/** Where a straight line through the past leads. In the names of the wire; times in seconds. */
export interface ForecastMethod {
  type: 'forecast';
  /** How much of the past the line is drawn through, in steps of the rule's window. */
  history: number;
  /** How far ahead. */
  horizon: number;
}

/** How many things have become of groups of errors within the rule's window; each group has an alert of its own. */
export interface ErrorGroupsMethod {
  type: 'error_groups';
  events: (typeof ERROR_GROUP_EVENTS)[number][];
}
export const ERROR_GROUP_EVENTS = ['new', 'regressed', 'spike'] as const;

/** How far the window is from what is usual at this time of the day and week. In the names of the wire. */
export interface AnomalyMethod {
  type: 'anomaly';
  /** How much of the past tells what is usual; 14 when left out. */
  training_days?: number;
  /** What counts: being above it, below it, or both (when left out). */
  direction?: (typeof DIRECTIONS)[number];
}
export const DIRECTIONS = ['both', 'above', 'below'] as const;

/** How a rule makes its value of what it measures, other than by aggregating one window. */
export type RuleMethod = ChangeMethod | BurnRateMethod | ForecastMethod | ErrorGroupsMethod | AnomalyMethod;

export const METHOD_TYPES = [
  'change',
  'burn_rate',
  'forecast',
  'error_groups',
  'anomaly',
] as const satisfies readonly RuleMethod['type'][];
