import type { SecuritySignal } from '../detections/security-signal.js';
import type { InspectedField } from '../inspection/inspected-values.js';

/** Requests that were alike, as the service that answered them tells of them. */
export interface Observation extends SecuritySignal {
  readonly kind: 'request';
  /** Of the first of them. */
  readonly requestId?: string;
  readonly traceId?: string;
  /** What of the request is worth inspecting besides path and User-Agent, which are inspected of every one. */
  readonly fragments?: readonly InspectedField[];
}
