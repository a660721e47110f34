import { activeRecorder } from '../active-recorder.js';
import { beginDatabaseSpan, type Database, type Failure, failDatabaseSpan } from '../queries/database-span.js';
import { activeSpan } from '../tracing/active-context.js';
import type { RecordedSpan } from '../tracing/recorded-span.js';
import { countFound } from './cache-requests.js';
import { loadPackage } from './load-package.js';
import { wrap } from './wrap.js';

const OBSERVED = Symbol('monitoring.observed');
/** What ioredis settles with one of two functions: a command, or a pipeline. */
interface Settled {
  resolve: (reply: unknown) => void;
  reject: (fault: unknown) => void;
  [OBSERVED]?: true;
}
interface Command extends Settled {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly inTransaction?: boolean;
  /** Its place in a pipeline. */
  readonly pipelineIndex?: number;
}
interface Pipeline extends Settled {
  readonly redis: Connection;
  readonly length: number;
  exec(...args: unknown[]): unknown;
  /** Of commands that are in a transaction and not yet sent. */
  readonly _transactions?: number;
}
interface Connection {
  readonly options?: { readonly host?: string; readonly port?: number; readonly path?: string; readonly db?: number };
  readonly condition?: { readonly select?: number };
  sendCommand(command: Command, stream?: unknown, node?: unknown): unknown;
}
interface Ioredis {
  readonly Redis: { prototype: Connection };
  readonly Cluster: { prototype: Connection };
  readonly Pipeline: { prototype: Pipeline };
}

/** Commands that look something up, whose replies are found or null, one or a list. */
const LOOK_UPS = new Set(['get', 'getex', 'getdel', 'mget', 'hget', 'hmget']);
/** More arguments are not told apart. */
const MOST_ARGUMENTS = 8;

/** Commands and pipelines by `ioredis` become spans of what is worked on; look-ups count as hits and misses of the cache `redis`. */
export async function observeIoredis(): Promise<void> {
  const ioredis = await loadPackage<{ default: Ioredis }>('ioredis');
  if (!ioredis) return;
  const { Redis, Cluster, Pipeline } = ioredis.default;
  // A cluster sends again what a node refuses: what is seen is how that ends.
  wrap(Cluster.prototype, 'sendCommand', observed);
  wrap(Redis.prototype, 'sendCommand', observed);
  wrap(Pipeline.prototype, 'exec', (exec) => {
    return function (this: Pipeline, ...args) {
      followPipeline(this);
      return exec.apply(this, args);
    };
  });
}

function observed(send: Connection['sendCommand']): Connection['sendCommand'] {
  return function (this: Connection, command, stream, node) {
    if (!command[OBSERVED] && activeRecorder()?.isOn) followCommand(command, this);
    return send.call(this, command, stream, node);
  };
}

function followCommand(command: Command, connection: Connection): void {
  const name = command.name.toLowerCase();
  const isLookUp = LOOK_UPS.has(name) && !command.inTransaction;
  const parent = command.pipelineIndex === undefined ? activeSpan() : undefined;
  if (!isLookUp && !parent) return;
  const operation = name.toUpperCase();
  const text = operation + ' ?'.repeat(Math.min(command.args.length, MOST_ARGUMENTS));
  const span = parent && beginDatabaseSpan(parent, { name: operation, operation, text }, describe(connection));
  follow(command, span, (reply) => {
    if (isLookUp) countFound('redis', Array.isArray(reply) ? reply : [reply]);
  });
}

/** One span for all of its commands. */
function followPipeline(pipeline: Pipeline): void {
  const parent = pipeline[OBSERVED] || pipeline.length === 0 ? undefined : activeSpan();
  if (!parent) return;
  const isTransaction = (pipeline._transactions ?? 0) > 0;
  const operation = isTransaction ? 'MULTI' : 'PIPELINE';
  const span = beginDatabaseSpan(parent, { name: operation, operation }, describe(pipeline.redis));
  span.setAttribute('db.operation.batch.size', isTransaction ? pipeline.length - 1 : pipeline.length);
  follow(pipeline, span, (replies) => {
    const fault = Array.isArray(replies) ? (replies as unknown[][]).find((each) => each?.[0])?.[0] : undefined;
    if (fault) failDatabaseSpan(span, failureOf(fault));
  });
}

function follow(settled: Settled, span: RecordedSpan | undefined, tell: (reply: unknown) => void): void {
  const { resolve, reject } = settled;
  settled[OBSERVED] = true;
  settled.resolve = (reply) => {
    tell(reply);
    span?.end();
    resolve(reply);
  };
  settled.reject = (fault) => {
    if (span) failDatabaseSpan(span, failureOf(fault));
    span?.end();
    reject(fault);
  };
}

function describe({ options = {}, condition }: Connection): Database {
  const { host, port, path, db } = options;
  return {
    system: 'redis',
    namespace: String(condition?.select ?? db ?? 0),
    address: path ?? host,
    port: path === undefined ? port : undefined,
  };
}

/** `WRONGTYPE`, `MOVED`: what follows it in the message may quote arguments. */
function failureOf(fault: unknown): Failure {
  const { message, name } = (fault ?? {}) as { message?: string; name?: string };
  const answer = /^[A-Z]+(?= )/.exec(message ?? '')?.[0];
  return { code: answer ?? name ?? '_OTHER', isAnswer: answer !== undefined };
}
