import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, findBinaries } from './binaries.js';
import { ensureCluster, ensureSocketDirectory, removeStaleLocks, runningServer, socketDirectory } from './cluster.js';
import { Account } from './run-as.js';

const DATABASE = 'monitoring';
/** Only part of the socket's name: nothing listens on TCP. */
const PORT = 5432;
/**
 * Runs the server and ends with it; stops it (fast shutdown) when standard input ends, so also when this process was killed
 * with -9. A shell gives background commands no standard input, hence the copy as descriptor 3.
 */
const WATCHDOG = `
exec 3<&0
"$@" </dev/null 3<&- & server=$!
(trap "" INT TERM; read -r _ <&3; kill -INT $server) 2>/dev/null & guard=$!
trap "kill -INT $server" INT TERM
while kill -0 $server 2>/dev/null; do wait $server; done
kill -KILL $guard 2>/dev/null`;
/** A server of a previous run may need this long to finish shutting down. */
const PREVIOUS_SERVER_MS = 10_000;
/** Crash recovery of a large database can take a while. */
const START_MS = 300_000;

/** PostgreSQL's own cache: an eighth of the machine's memory, within bounds. Pages that were never used take none. */
const CACHE_MB = Math.round(Math.min(1024, Math.max(128, totalmem() / 2 ** 20 / 8)));

/** Options of a server: where its log lines go, and settings as in postgresql.conf. */
export interface ServerOptions {
  log?: (line: string) => void;
  settings?: Record<string, string>;
}

/** A PostgreSQL server that lives and dies with this process, on a Unix socket, and is started again when it dies. */
export class EmbeddedPostgres {
  private server: ChildProcess;
  private tail: string[] = [];
  private stopping = false;

  private constructor(
    private readonly data: string,
    private readonly binaries: Binaries,
    private readonly account: Account,
    private readonly options: ServerOptions,
  ) {}

  /** @throws when another process uses the data directory, or the server does not start; the message says why */
  static async start(directory: string, options: ServerOptions = {}): Promise<EmbeddedPostgres> {
    const data = resolve(directory);
    const binaries = await findBinaries();
    mkdirSync(dirname(data), { recursive: true });
    const account = Account.choose(binaries, dirname(data));
    await ensureCluster(data, binaries, account);
    await waitForPreviousServer(data);
    const postgres = new EmbeddedPostgres(data, binaries, account, options);
    await postgres.launch();
    return postgres;
  }

  /** The address of a server that already runs on this data directory, for command-line tools beside a running service. */
  static findRunning(directory: string): string | undefined {
    const data = resolve(directory);
    return runningServer(data) === undefined ? undefined : connectionString(socketDirectory(data));
  }

  get url(): string {
    return connectionString(socketDirectory(this.data));
  }

  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  async stop(): Promise<void> {
    this.stopping = true;
    const { server } = this;
    if (hasEnded(server)) return;
    server.ref();
    const exited = new Promise((done) => server.once('exit', done));
    server.stdin!.end();
    await exited;
  }

  private async launch(): Promise<void> {
    removeStaleLocks(this.data);
    const host = ensureSocketDirectory(this.data, this.account);
    const settings = {
      listen_addresses: '',
      unix_socket_directories: host,
      unix_socket_permissions: '0700',
      port: String(PORT),
      shared_buffers: `${CACHE_MB}MB`,
      ...this.options.settings,
    };
    const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = ['-c', WATCHDOG, 'postgres', this.binaries.postgres, '-D', this.data, ...flags];
    this.server = this.account.spawn('/bin/sh', command, { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
    this.keepLog(this.server.stderr as Socket);
    await this.waitUntilReady(host);
    // It may have died since it was found ready.
    if (hasEnded(this.server)) void this.relaunch();
    else this.server.once('exit', () => void this.relaunch());
    // A finished program (the TypeORM CLI) may exit: that closes standard input, and the watchdog stops the server.
    this.server.unref();
    for (const stream of [this.server.stdin, this.server.stderr]) (stream as Socket).unref();
  }

  private keepLog(stream: Socket): void {
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      for (const line of chunk.split('\n').filter(Boolean)) {
        this.options.log?.(line);
        this.tail.push(line);
      }
      this.tail = this.tail.slice(-20);
    });
  }

  private async waitUntilReady(host: string): Promise<void> {
    const { server } = this;
    let gone: string | undefined;
    server.once('error', (fault) => (gone = fault.message));
    server.once('exit', (code, signal) => (gone ??= `exit ${code ?? signal}`));
    const deadline = Date.now() + START_MS;
    for (;;) {
      try {
        return await ensureDatabase(host);
      } catch (fault) {
        if (gone) throw new Error(`The embedded PostgreSQL did not start (${gone}):\n${this.tail.join('\n')}`);
        if (Date.now() > deadline) throw fault;
        await sleep(20);
      }
    }
  }

  /** The server died although nobody stopped it (a crash, kill -9, out of memory): start it again until it stays up. */
  private async relaunch(): Promise<void> {
    for (let pause = 100; !this.stopping; pause = Math.min(pause * 2, 5000)) {
      this.options.log?.(`the embedded PostgreSQL has died: starting it again in ${pause} ms`);
      await sleep(pause);
      try {
        if (!this.stopping) await this.launch();
        return;
      } catch (fault) {
        this.options.log?.(String(fault));
      }
    }
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

function connectionString(host: string): string {
  return `postgresql://postgres@/${DATABASE}?host=${encodeURIComponent(host)}&port=${PORT}`;
}

async function ensureDatabase(host: string): Promise<void> {
  const client = new pg.Client({ host, port: PORT, user: 'postgres', database: 'postgres' });
  client.on('error', () => {}); // what fails by it says so; the event would end this process
  try {
    await client.connect();
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end().catch(() => {});
  }
}

async function waitForPreviousServer(data: string): Promise<void> {
  const deadline = Date.now() + PREVIOUS_SERVER_MS;
  for (let pid = runningServer(data); pid !== undefined; pid = runningServer(data)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Another PostgreSQL (process ${pid}) is using ${join(data)}. Is the service already running? Stop it, or choose another DATA_DIR.`,
      );
    }
    await sleep(50);
  }
}
