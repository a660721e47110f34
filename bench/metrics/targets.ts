import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { type Measured, startService } from '../process.js';
import { startPrometheus, startVictoriaMetrics } from './rivals.js';

const SECRET = 'a-secret-of-more-than-32-bytes-for-the-benchmark';

/** An engine is calm when it uses less than this share of a core for so long. */
const CALM_SHARE = 0.1;
const CALM_SECONDS = 5;
const CALM_LOOKS = 36;

/** An engine that takes in remote writes, this service among them. */
export interface Target {
  readonly name: string;
  readonly url: string;
  /** Its own process; PostgreSQL's are children of it. */
  readonly pid: number;
  readonly dataDirectory: string;
  stop(): Promise<void>;
}

/** This service on its embedded PostgreSQL, with a token that may do everything and a way into its database. */
export class ServiceTarget implements Target {
  readonly name = 'oneclass';

  private constructor(
    private readonly service: Measured,
    readonly dataDirectory: string,
    readonly token: string,
    readonly database: pg.Client,
  ) {}

  static async start(directory: string, env: NodeJS.ProcessEnv = {}): Promise<ServiceTarget> {
    const dataDirectory = join(directory, 'oneclass');
    const { default: jwt } = await import('jsonwebtoken');
    const service = await startService({
      DATA_DIR: dataDirectory,
      JWT_SECRET: SECRET,
      METRIC_SERIES_LIMIT: '10000000',
      LOG_LEVEL: 'warn',
      ...env,
    });
    const token = jwt.sign({ role: 'admin' }, SECRET, { subject: 'bench', expiresIn: 36_000 });
    const database = new pg.Client({
      connectionString: EmbeddedPostgres.findRunning(join(dataDirectory, 'postgres'))!,
    });
    await database.connect();
    return new ServiceTarget(service, dataDirectory, token, database);
  }

  get url(): string {
    return this.service.url;
  }

  get pid(): number {
    return this.service.child.pid!;
  }

  get headers(): Record<string, string> {
    return { authorization: `Bearer ${this.token}` };
  }

  async stop(): Promise<void> {
    await this.database.end();
    await this.service.stop();
  }
}

/** Waits until everything taken in stands where it stays: the inbox is empty, and so are the blocks of past hours. */
export async function settle({ database }: ServiceTarget): Promise<void> {
  for (;;) {
    const { rows } = await database.query(
      `select (select count(*) from metric_inbox where first_at < now() - interval '70 minutes')
            + (select count(*) from metric_blocks where hour < now() - interval '70 minutes') as waiting`,
    );
    if (Number(rows[0].waiting) === 0) break;
    await sleep(1000);
  }
  for (const table of ['metric_inbox', 'metric_blocks', 'metric_chunks'])
    await database.query(`vacuum (analyze) ${table}`);
}

/** Waits, for some minutes at the most, until an engine has put what it took in where it stays: it uses hardly any CPU. */
export async function calm({ pid }: Target): Promise<void> {
  for (let before = usageOf(pid).cpuSeconds, looks = 0; looks < CALM_LOOKS; looks++) {
    await sleep(CALM_SECONDS * 1000);
    const { cpuSeconds } = usageOf(pid);
    if (cpuSeconds - before < CALM_SECONDS * CALM_SHARE) return;
    before = cpuSeconds;
  }
}

/** The rivals whose binaries are found. */
export async function startRival(
  name: 'prometheus' | 'victoria-metrics',
  directory: string,
): Promise<Target | undefined> {
  const rival = await (name === 'prometheus' ? startPrometheus(directory) : startVictoriaMetrics(directory));
  return rival && { ...rival, pid: rival.child.pid! };
}

/** CPU seconds that a process and its descendants have used so far, those of the process alone, and the memory it holds (Linux). */
export function usageOf(pid: number): { cpuSeconds: number; ownCpuSeconds: number; residentMb: number } {
  const parents = new Map<number, { parent: number; cpu: number }>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      parents.set(Number(entry), { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / 100 });
    } catch {
      // It has ended meanwhile.
    }
  }
  const belongs = (id: number): boolean => id === pid || (parents.has(id) && belongs(parents.get(id)!.parent));
  let cpuSeconds = 0;
  for (const [id, { cpu }] of parents) if (belongs(id)) cpuSeconds += cpu;
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const ownCpuSeconds = parents.get(pid)!.cpu;
  return { cpuSeconds, ownCpuSeconds, residentMb: Number(/VmRSS:\s+(\d+) kB/.exec(status)![1]) / 1024 };
}
