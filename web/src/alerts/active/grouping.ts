/** By what alerts come under headings; `none` lists them by urgency alone. */
export const GROUPINGS = ['none', 'rule', 'service'] as const;
export type Grouping = (typeof GROUPINGS)[number];
