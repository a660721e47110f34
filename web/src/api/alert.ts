import type { components } from './schema.js';

/** One alert. Every text in it is from outside. */
export type Alert = components['schemas']['AlertView'];

/** How bad an alert is, as the API spells it; the order is the order of urgency. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const satisfies readonly Alert['severity'][];
export type Severity = (typeof SEVERITIES)[number];
