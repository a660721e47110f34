import { closeSync, openSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { BodyEncoder } from './body-encoder.js';
import { RandomWalk, STEP_MS, type TsbsSeries, tsbsSeries } from './tsbs.js';

/** What to generate. */
export interface BodyPlan {
  readonly directory: string;
  readonly hosts: number;
  /** Series of each host, ten if left out. */
  readonly metrics?: number;
  readonly connections: number;
  readonly samplesPerBody: number;
  /** How many bodies each connection gets. */
  readonly bodies: number;
  /** Time of the first samples, epoch ms. */
  readonly startAt: number;
  readonly encoder: BodyEncoder;
}

/** Request bodies in a file, one after the other. */
export interface BodyFile {
  readonly path: string;
  /** Where each body starts, and one more entry with the end of the last. */
  readonly offsets: number[];
}

/**
 * Writes the bodies of each connection to a file before anything is measured. Each connection has series of its own, so that
 * however the connections race, the samples of a series arrive in order, as Prometheus demands.
 */
export async function writeBodyFiles(plan: BodyPlan): Promise<BodyFile[]> {
  const { connections, hosts, metrics } = plan;
  const files: BodyFile[] = [];
  for (let connection = 0; connection < connections; connection++) {
    const first = Math.floor((hosts * connection) / connections);
    const end = Math.floor((hosts * (connection + 1)) / connections);
    files.push(await writeBodyFile(plan, connection, [...tsbsSeries(first, end - first, metrics)]));
  }
  return files;
}

async function writeBodyFile(plan: BodyPlan, connection: number, series: readonly TsbsSeries[]): Promise<BodyFile> {
  const path = `${plan.directory}/${plan.encoder.name}-${plan.hosts}-${connection}.bodies`;
  const file = openSync(path, 'w');
  const heads = series.map((one) => plan.encoder.head(one));
  const walk = new RandomWalk(series.length, connection + 1);
  const offsets = [0];
  let next = 0;
  let at = plan.startAt;
  for (let body = 0; body < plan.bodies; body++) {
    for (let i = 0; i < plan.samplesPerBody; i++) {
      plan.encoder.add(heads[next]!, at, walk.values[next]!);
      if (++next < series.length) continue;
      next = 0;
      at += STEP_MS;
      walk.step();
    }
    offsets.push(offsets.at(-1)! + writeSync(file, plan.encoder.finish()));
    // Native memory, which snappy's bodies are, is freed only between turns of the event loop.
    if (body % 100 === 0) await setImmediate();
  }
  closeSync(file);
  return { path, offsets };
}
