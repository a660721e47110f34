/** How a matcher compares a tag's value: equal, not equal, matches or does not match a regular expression. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~'] as const;
export type MatchOperator = (typeof MATCH_OPERATORS)[number];

/** Narrows a metric to the series whose tag compares with a value. */
export interface Matcher {
  tag: string;
  operator: MatchOperator;
  value: string;
}
