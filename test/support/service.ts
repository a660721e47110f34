import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import jwt from 'jsonwebtoken';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { ServiceProcess } from './service-process.js';
import { createTestDatabase, queryOnce, type TestDatabase } from './test-database.js';

const SECRET = 'a-secret-for-tests-only-of-more-than-32-bytes';
/** Of what a service that has ended wrote, characters. */
const OUTPUT_TOLD = 4_000;
const PREFIX = '/api/v1/monitoring';

/** Tests ask again and again, and are refused on purpose. */
const NO_RATE_LIMITS = {
  RATE_LIMIT_INGEST: '0',
  RATE_LIMIT_READS: '0',
  RATE_LIMIT_PUBLIC: '0',
  RATE_LIMIT_REFUSED: '0',
};

export type TestRole = 'viewer' | 'ingest' | 'admin';

/** What to send. `as` chooses the caller's role (admin unless told otherwise), null sends no token. */
export interface TestRequest {
  as?: TestRole | null;
  body?: unknown;
  headers?: Record<string, string>;
  /** What becomes of an answer that sends elsewhere; it is followed unless told otherwise. */
  redirect?: RequestRedirect;
}

export interface TestResponse {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

interface StartOptions {
  /** With PUBLIC_URL, PORT has to be one that is free. */
  env?: NodeJS.ProcessEnv;
  /** False starts on the embedded PostgreSQL under a data directory of its own instead of the tests' server. */
  ownDatabase?: boolean;
  /** A data directory that is there already, or can be made, instead of a new one among the temporary files. */
  dataDir?: string;
}

/** The built service on a port and a database of its own. */
export class TestService {
  url: string;
  process: ServiceProcess;

  constructor(
    private readonly env: NodeJS.ProcessEnv,
    private readonly database: TestDatabase | undefined,
    readonly dataDir: string,
  ) {}

  get databaseUrl(): string {
    return this.database!.url;
  }

  get output(): string {
    return this.process.output;
  }

  /** Direct SQL on the service's database. */
  query<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]> {
    if (this.database) return this.database.query<Row>(sql, values);
    return queryOnce<Row>(EmbeddedPostgres.findRunning(join(this.dataDir, 'postgres'))!, sql, values);
  }

  token(role: TestRole, claims: object = {}, subject = `test-${role}`): string {
    return jwt.sign({ role, ...claims }, SECRET, { subject, expiresIn: 3600 });
  }

  /** Sends one request; a path is below the API's prefix unless it starts with `~`. Strings and buffers are sent as they are. */
  async request(
    method: string,
    path: string,
    { as = 'admin', body, headers = {}, redirect }: TestRequest = {},
  ): Promise<TestResponse> {
    const raw = typeof body === 'string' || Buffer.isBuffer(body);
    const response = await fetch(this.url + (path.startsWith('~') ? path.slice(1) : PREFIX + path), {
      method,
      redirect,
      headers: {
        ...(as ? { authorization: `Bearer ${this.token(as)}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? (body as string) : JSON.stringify(body),
    }).catch((fault: Error) => {
      if (this.process.running) throw fault;
      throw new Error(`the service has ended; its last words:\n${this.output.slice(-OUTPUT_TOLD)}`, { cause: fault });
    });
    const text = await response.text();
    const json = /[/+]json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
  }

  async launch(): Promise<void> {
    this.process = ServiceProcess.spawn(this.env);
    const told = await this.process.listening();
    // What stands in front of the service then is not there.
    this.url = this.env.PUBLIC_URL ? `http://127.0.0.1:${this.env.PORT}` : told;
  }

  /** Ends the process without warning it; database and data directory stay for `launch`. */
  async kill(): Promise<void> {
    await this.process.end('SIGKILL');
  }

  async restart(): Promise<void> {
    await this.process.end('SIGTERM');
    await this.launch();
  }

  /** Stops the process and removes its database and data directory. */
  async stop(): Promise<void> {
    await this.process.end('SIGTERM');
    await this.database?.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** Starts the built service and waits until it listens. */
export async function startService({
  env = {},
  ownDatabase = true,
  dataDir = mkdtempSync(join(tmpdir(), 'monitoring-data-')),
}: StartOptions = {}): Promise<TestService> {
  const database = ownDatabase ? await createTestDatabase() : undefined;
  mkdirSync(dataDir, { recursive: true });
  chmodSync(dataDir, 0o755);
  const settings = {
    ...(database ? { DATABASE_URL: database.url } : {}),
    DATA_DIR: dataDir,
    PORT: '0',
    JWT_SECRET: SECRET,
    LOG_LEVEL: 'info',
    ...NO_RATE_LIMITS,
    ...env,
  };
  const service = new TestService(settings, database, dataDir);
  await service.launch();
  return service;
}
