import { activeRecorder } from '../active-recorder.js';
import type { Recorder } from '../recorder.js';
import { tied } from './tied.js';
import { wrap } from './wrap.js';

/** The part of pg's pool that is looked at. */
export interface Pool {
  readonly totalCount: number;
  readonly idleCount: number;
  readonly waitingCount: number;
  readonly ending?: boolean;
  connect(callback?: (...args: unknown[]) => unknown): unknown;
  once(event: 'acquire', listener: (client: Acquired) => void): unknown;
}
interface Acquired {
  readonly host?: string;
  readonly port?: number;
  readonly database?: string;
}

/** Those in use, by the server and database that their clients connect to; only a client knows these for certain. */
const pools = new Map<Pool, string | undefined>();

/** Tells how many connections each pool has, and lets what is asked of it go on in its caller's context. */
export function observePools(prototype: Pool): void {
  wrap(prototype, 'connect', (connect) => {
    return function (this: Pool, callback) {
      const recorder = activeRecorder();
      if (recorder?.isOn) {
        watch(this);
        recorder.onCollect(tellPools);
      }
      return connect.call(this, typeof callback === 'function' ? tied(callback) : callback);
    };
  });
}

function watch(pool: Pool): void {
  if (pools.has(pool)) return;
  pools.set(pool, undefined);
  pool.once('acquire', ({ host, port, database }) => pools.set(pool, `${host}:${port}/${database}`));
}

function tellPools(recorder: Recorder): void {
  const states = new Map<string, { total: number; idle: number; waiting: number }>();
  for (const [pool, name] of pools) {
    if (pool.ending) pools.delete(pool);
    if (pool.ending || name === undefined) continue;
    const { total, idle, waiting } = states.get(name) ?? { total: 0, idle: 0, waiting: 0 };
    states.set(name, {
      total: total + pool.totalCount,
      idle: idle + pool.idleCount,
      waiting: waiting + pool.waitingCount,
    });
  }
  for (const [pool, counts] of states) {
    for (const [state, count] of Object.entries(counts)) recorder.gauge('db_pool_connections', count, { pool, state });
  }
}
