import { activeRecorder } from '../active-recorder.js';
import type { Database, Failure } from '../queries/database-span.js';
import { RunningQuery } from '../queries/running-query.js';
import { describeStatement } from '../queries/statement.js';
import { loadedPackage } from './load-package.js';
import { whenSettled } from './when-settled.js';
import { wrap } from './wrap.js';

interface Driver {
  readonly options: { readonly type: string; readonly host?: unknown; readonly port?: unknown };
  readonly database?: unknown;
}
interface QueryRunner {
  readonly driver: Driver;
  query(this: QueryRunner, query: unknown, ...rest: unknown[]): unknown;
}
interface DataSource {
  readonly driver: Driver;
  createQueryRunner(...args: unknown[]): QueryRunner;
}

/** Those that query through `pg`, where each query is seen already, and MongoDB, which has no statements. */
const LEFT_OUT = ['postgres', 'cockroachdb', 'mongodb'];
const MYSQL = ['mysql', 'mariadb', 'aurora-mysql'];
/** TypeORM's names in those of OpenTelemetry's conventions; what is not here is a form of SQLite. */
const SYSTEMS: Readonly<Record<string, string>> = {
  mysql: 'mysql',
  mariadb: 'mariadb',
  'aurora-mysql': 'mysql',
  'aurora-postgres': 'postgresql',
  mssql: 'microsoft.sql_server',
  oracle: 'oracle.db',
  sap: 'sap.hana',
  spanner: 'gcp.spanner',
};

/** Queries by TypeORM on databases that are not observed themselves. It is slow to load: it is observed where it has been. */
export async function observeTypeorm(): Promise<void> {
  const typeorm = loadedPackage<{ DataSource?: { prototype: DataSource } }>('typeorm');
  if (!typeorm?.DataSource) return;
  wrap(typeorm.DataSource.prototype, 'createQueryRunner', (create) => {
    return function (this: DataSource, ...args) {
      const runner = create.apply(this, args);
      if (!LEFT_OUT.includes(this.driver.options.type)) {
        wrap(Object.getPrototypeOf(runner) as QueryRunner, 'query', observed);
      }
      return runner;
    };
  });
}

function observed(query: QueryRunner['query']): QueryRunner['query'] {
  return function (this: QueryRunner, text, ...rest) {
    const recorder = activeRecorder();
    if (!recorder?.isOn || typeof text !== 'string') return query.call(this, text, ...rest);
    const dialect = MYSQL.includes(this.driver.options.type) ? 'mysql' : 'standard';
    const running = new RunningQuery(recorder, describeStatement(text, dialect), describeDatabase(this.driver));
    return whenSettled(
      query.call(this, text, ...rest),
      () => running.end(),
      (fault) => running.end(failureOf(fault)),
    );
  };
}

function describeDatabase({ options, database }: Driver): Database {
  return {
    system: SYSTEMS[options.type] ?? 'sqlite',
    namespace: typeof database === 'string' ? database : undefined,
    address: typeof options.host === 'string' ? options.host : undefined,
    port: typeof options.port === 'number' ? options.port : undefined,
  };
}

/** By its code only: messages of most databases quote data. */
function failureOf(fault: unknown): Failure {
  const { driverError = fault } = (fault ?? {}) as { driverError?: unknown };
  const { code, name = '_OTHER' } = (driverError ?? {}) as { code?: string | number; name?: string };
  const answer = code === undefined ? undefined : String(code);
  // Those of Node are not the database's: ECONNREFUSED.
  return { code: answer ?? name, isAnswer: answer !== undefined && !/^E[A-Z]+$/.test(answer) };
}
