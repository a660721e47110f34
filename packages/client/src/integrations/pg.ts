import { activeRecorder } from '../active-recorder.js';
import type { Database, Failure } from '../queries/database-span.js';
import { RunningQuery } from '../queries/running-query.js';
import { describeStatement } from '../queries/statement.js';
import { loadPackage } from './load-package.js';
import { observePools, type Pool } from './pg-pools.js';
import { tied } from './tied.js';
import { whenSettled } from './when-settled.js';
import { wrap } from './wrap.js';

interface Client {
  readonly database?: string;
  readonly host?: string;
  readonly port?: number;
  query: Query;
}
type Callback = (fault: unknown, ...rest: unknown[]) => unknown;
type Query = (this: Client, config: unknown, values?: unknown, callback?: unknown) => unknown;
/** Queries that read and write the protocol themselves: cursors, streams, COPY. pg tells each of them when it is over. */
interface Submittable {
  handleReadyForQuery?: (...args: unknown[]) => unknown;
  handleError?: (fault: unknown, ...rest: unknown[]) => unknown;
}
interface Pg {
  readonly Client: { prototype: Client };
  readonly Pool: { prototype: Pool };
}

const databases = new WeakMap<Client, Database>();

/** Queries by `pg`, and thus those of pools and of TypeORM on PostgreSQL, are timed and become spans. */
export async function observePg(): Promise<void> {
  const pg = await loadPackage<Pg & { default?: Pg }>('pg');
  if (!pg) return;
  const { Client, Pool } = pg.default ?? pg;
  wrap(Client.prototype, 'query', observed);
  observePools(Pool.prototype);
}

function observed(query: Query): Query {
  return function (this: Client, config, values, callback) {
    const recorder = activeRecorder();
    const text = recorder?.isOn ? textOf(config) : undefined;
    if (!recorder || text === undefined) return query.call(this, config, values, callback);
    const running = new RunningQuery(recorder, describeStatement(text), databaseOf(this));
    const fail = (fault: unknown) => running.end(failureOf(fault));
    try {
      if (isSubmittable(config)) {
        endWith(config, running);
        return query.call(this, config, values, callback);
      }
      const given = callback || (typeof values === 'function' ? values : (config as { callback?: unknown }).callback);
      if (typeof given !== 'function') {
        return whenSettled(query.call(this, config, values, callback), () => running.end(), fail);
      }
      const inCallersContext = tied(given as Callback);
      const done: Callback = (fault, ...rest) => {
        running.end(fault ? failureOf(fault) : undefined);
        inCallersContext(fault, ...rest);
      };
      return typeof values === 'function' ? query.call(this, config, done) : query.call(this, config, values, done);
    } catch (fault) {
      fail(fault);
      throw fault;
    }
  };
}

function textOf(config: unknown): string | undefined {
  if (typeof config === 'string') return config;
  const { text, cursor } = (config ?? {}) as { text?: unknown; cursor?: { text?: unknown } };
  const found = text ?? cursor?.text;
  return typeof found === 'string' ? found : undefined;
}

function isSubmittable(config: unknown): config is Submittable {
  return typeof (config as { submit?: unknown }).submit === 'function';
}

function endWith(query: Submittable, running: RunningQuery): void {
  const { handleReadyForQuery, handleError } = query;
  query.handleReadyForQuery = function (...args) {
    running.end();
    return handleReadyForQuery?.apply(this, args);
  };
  query.handleError = function (fault, ...rest) {
    running.end(failureOf(fault));
    return handleError?.call(this, fault, ...rest);
  };
}

function databaseOf(client: Client): Database {
  let database = databases.get(client);
  if (!database) {
    const { database: namespace, host: address, port } = client;
    database = { system: 'postgresql', namespace, address, port: address?.startsWith('/') ? undefined : port };
    databases.set(client, database);
  }
  return database;
}

const SQLSTATE = /^(?=.*\d)[\dA-Z]{5}$/;
/** Those whose messages quote data: data exceptions and syntax errors. */
const QUOTES_DATA = /^(?:22|42601)/;
/** Messages that functions of the application raise. */
const IS_RAISED = /^P0/;

function failureOf(fault: unknown): Failure {
  if (!(fault instanceof Error)) return { code: '_OTHER', isAnswer: false };
  const { code = fault.name } = fault as { code?: string };
  const isAnswer = SQLSTATE.test(code);
  if (IS_RAISED.test(code)) return { code, isAnswer };
  return { code, isAnswer, message: QUOTES_DATA.test(code) ? fault.message.replace(/".*"/s, '"?"') : fault.message };
}
