/** Compares the rule's window with the same window some time ago. In the names of the wire, as it is stored; times in seconds. */
export interface ChangeMethod {
  type: 'change';
  /** How long ago. */
  offset: number;
  /** In percent of what was then (when left out), or what came on top. */
  as?: (typeof CHANGES)[number];
}
export const CHANGES = ['percent', 'difference'] as const;

/** How a rule makes its value of what it measures, other than by aggregating one window. */
export type RuleMethod = ChangeMethod;

export const METHOD_TYPES = ['change'] as const satisfies readonly RuleMethod['type'][];
