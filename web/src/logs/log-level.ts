import type { Ink } from '../charts/series.js';
import type { Tone } from '../state/tone.js';

/** Levels from least to most. */
export const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof LEVELS)[number];

/** The state a level tells of. What is merely said is none. */
export const LEVEL_TONES: Readonly<Record<LogLevel, Tone | undefined>> = {
  trace: undefined,
  debug: undefined,
  info: undefined,
  warn: 'warning',
  error: 'error',
  fatal: 'critical',
};

/** How a level is inked in charts. */
export const LEVEL_INKS: Readonly<Record<LogLevel, Ink>> = {
  trace: 'chart-8',
  debug: 'chart-muted',
  info: 'chart-7',
  warn: 'chart-warning',
  error: 'chart-bad',
  fatal: 'chart-4',
};

/** How many records there are of each level. */
export type LevelCounts = Readonly<Record<LogLevel, number>>;

/** The worst level of which there is any. */
export function worstLevel(counts: LevelCounts): LogLevel | undefined {
  return LEVELS.findLast((level) => counts[level] > 0);
}
