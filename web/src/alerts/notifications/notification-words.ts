import type { Tone } from '../../state/tone.js';

export const STATUSES = ['pending', 'waiting', 'grouped', 'delivered', 'failed', 'skipped'] as const;
export const EVENTS = ['firing', 'resolved', 'acknowledged'] as const;

/** What became of a notification, as a state. */
export const STATUS_TONES: Readonly<Record<(typeof STATUSES)[number], Tone>> = {
  pending: 'pending',
  waiting: 'pending',
  grouped: 'good',
  delivered: 'good',
  failed: 'critical',
  skipped: 'unknown',
};
