/** The kinds of data that pages show. */
export const TOPICS = [
  'alerts',
  'errors',
  'metrics',
  'traces',
  'logs',
  'security',
  'audit',
  'configuration',
  'health',
] as const;
export type Topic = (typeof TOPICS)[number];
