import type { Level, LogFn, Logger } from 'pino';
import type { Options } from 'pino-http';
import type { Environment } from '../config/environment.js';

/** Names of fields that may hold a secret, wherever in a logged object they stand. */
const SECRET_FIELDS = ['authorization', 'cookie', '["x-api-key"]', 'password', 'secret', 'token', 'key'];

/** The lines modules write through Nest's Logger, without secrets. */
export function loggerOptions(environment: Environment): Options {
  return {
    level: environment.get('LOG_LEVEL'),
    base: baseOf(environment),
    timestamp: isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    hooks: { logMethod: quietFramework },
    redact: {
      paths: SECRET_FIELDS.flatMap((field) => {
        const dotted = field.startsWith('[') ? field : `.${field}`;
        return [field, `*${dotted}`, `*.*${dotted}`];
      }),
      censor: '[redacted]',
    },
  };
}

/** The same beginning for lines that are not written through pino, up to and with the comma before their own fields. */
export function lineStart(environment: Environment, level: Level): () => string {
  const start = `{"level":"${level}"`;
  const base = `,${JSON.stringify(baseOf(environment)).slice(1, -1)},`;
  return () => start + isoTime() + base;
}

function baseOf(environment: Environment) {
  return { service: environment.get('SERVICE_NAME'), pid: process.pid };
}

let writtenAt = 0;
let written = '';

/** Many lines fall on one millisecond: its text is made once. */
function isoTime(): string {
  const now = Date.now();
  if (now !== writtenAt) {
    writtenAt = now;
    written = `,"time":"${new Date(now).toISOString()}"`;
  }
  return written;
}

/** What Nest says of each module and route while it starts: only for those who debug. */
const FRAMEWORK_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

function quietFramework(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
  const context = (args[0] as { context?: string } | undefined)?.context;
  const quiet = level === this.levels.values.info && context !== undefined && FRAMEWORK_CONTEXTS.has(context);
  (quiet ? this.debug : method).apply(this, args);
}
