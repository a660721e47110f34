/** What other packages of the application are observed with, as the option `integrations` names it. */
export const INTEGRATION_NAMES = [
  'microservices',
  'websockets',
  'graphql',
  'schedule',
  'bullmq',
  'pg',
  'typeorm',
  'ioredis',
  'cache-manager',
] as const;
export type Integration = (typeof INTEGRATION_NAMES)[number];
