import pino, { type DestinationStream, type LogFn, type Logger } from 'pino';
import type { Options } from 'pino-http';
import type { Environment } from '../config/environment.js';
import { requestContext } from '../http/request-context.js';

/** Names of fields that may hold a secret, wherever in a logged object they stand. */
const SECRET_FIELDS = ['authorization', 'cookie', '["x-api-key"]', 'password', 'secret', 'token', 'key'];

/** Lines with the service's name, and within a request its id and trace. */
export function loggerOptions(environment: Environment): Options {
  return {
    level: environment.get('LOG_LEVEL'),
    base: { service: environment.get('SERVICE_NAME'), pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    mixin: currentRequest,
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

/** How many times, 50 ms apart, the last lines are offered to a reader that takes none, before the process ends without it. */
const LAST_OFFERS = 20;

/** Standard output: readable on a terminal, else JSON lines written off the request's path and flushed at exit. */
export function logDestination(): DestinationStream {
  if (!process.stdout.isTTY) {
    let offers = Number.POSITIVE_INFINITY;
    process.prependListener('exit', () => {
      offers = LAST_OFFERS;
    });
    return pino.destination({ sync: false, minLength: 8192, periodicFlush: 250, retryEAGAIN: () => offers-- > 0 });
  }
  const options = {
    ignore: 'pid,service,context',
    translateTime: 'SYS:HH:MM:ss',
    messageFormat: '{if context}[{context}] {end}{msg}',
  };
  return pino.transport({ target: 'pino-pretty', options });
}

function currentRequest(): object {
  const request = requestContext.getStore();
  return request ? { request_id: request.requestId, trace_id: request.traceId } : {};
}

/** What Nest says of each module and route while it starts: only for those who debug. */
const FRAMEWORK_CONTEXTS = new Set(['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory']);

function quietFramework(this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
  const context = (args[0] as { context?: string } | undefined)?.context;
  const quiet = level === this.levels.values.info && context !== undefined && FRAMEWORK_CONTEXTS.has(context);
  (quiet ? this.debug : method).apply(this, args);
}
