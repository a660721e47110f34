import type { LogItem } from '../signals.js';

const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
/** Of every line of the process the same; the service and its host are known. */
const LEFT_OUT = new Set(['pid', 'hostname', 'v']);

/**
 * What a line of pino says, undefined for what is none. `context` and `name` are the logger, as nestjs-pino and pino call them.
 *
 * @param now epoch ms, for lines without a time
 */
export function readPinoLine(
  line: string,
  now: number,
): Pick<LogItem, 'level' | 'message' | 'logger' | 'attributes' | 'at'> | undefined {
  const said = parse(line);
  if (!said) return undefined;
  const { level, msg, time, context, name, ...rest } = said;
  const logger = [context, name].find((one) => typeof one === 'string');
  const attributes = Object.entries(rest).filter(([key]) => !LEFT_OUT.has(key));
  return {
    level: levelOf(level),
    message: typeof msg === 'string' ? msg : messageOf(rest),
    at: timeOf(time) ?? now,
    ...(typeof logger === 'string' ? { logger } : {}),
    ...(attributes.length > 0 ? { attributes: Object.fromEntries(attributes) } : {}),
  };
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const said: unknown = JSON.parse(line);
    return said && typeof said === 'object' && !Array.isArray(said) ? (said as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Levels of one's own are counted down to the next known one. */
function levelOf(level: unknown): string {
  if (typeof level === 'string') return level;
  if (typeof level !== 'number') return 'info';
  return LEVELS[Math.min(60, Math.max(10, Math.floor(level / 10) * 10))] ?? 'info';
}

/** Of a line that has only an error, or nothing. */
function messageOf({ err }: Record<string, unknown>): string {
  const { message } = (err ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}

function timeOf(time: unknown): number | undefined {
  const at = typeof time === 'string' ? Date.parse(time) : time;
  return typeof at === 'number' && Number.isFinite(at) ? at : undefined;
}
