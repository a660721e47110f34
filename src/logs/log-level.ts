/** Levels from least to most, with OpenTelemetry's severity number of each. */
export const LOG_LEVELS = { trace: 1, debug: 5, info: 9, warn: 13, error: 17, fatal: 21 } as const;
export type LogLevel = keyof typeof LOG_LEVELS;
const LEVELS = Object.keys(LOG_LEVELS) as LogLevel[];

/** The level of OpenTelemetry's severity number: four numbers share one. */
export function levelOf(severityNumber: number): LogLevel {
  return LEVELS[Math.floor((severityNumber - 1) / 4)] ?? 'info';
}

/** What other loggers call the same levels. */
const OTHER_NAMES: Record<string, LogLevel> = {
  verbose: 'trace',
  information: 'info',
  notice: 'info',
  log: 'info',
  warning: 'warn',
  err: 'error',
  critical: 'fatal',
  emergency: 'fatal',
  panic: 'fatal',
};

/** Reads a level as any common logger writes it, in capital or small letters. */
export function readLogLevel(name: string): LogLevel | undefined {
  const lower = name.toLowerCase();
  return Object.hasOwn(LOG_LEVELS, lower)
    ? (lower as LogLevel)
    : Object.hasOwn(OTHER_NAMES, lower)
      ? OTHER_NAMES[lower]
      : undefined;
}
