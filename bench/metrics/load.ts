import { RemoteWriteEncoder } from './body-encoder.js';
import { type BodyFile, writeBodyFiles } from './body-files.js';
import { send } from './send.js';
import { ServiceTarget, type Target } from './targets.js';
import { STEP_MS } from './tsbs.js';

const SAMPLES_PER_BODY = 2000;
const CONNECTIONS = 4;
const HOUR_MS = 3_600_000;

/** What to store. */
export interface LoadPlan {
  readonly directory: string;
  readonly hosts: number;
  /** Series of each host, at most ten. */
  readonly metrics?: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly hours: number;
}

/** Remote-write bodies of so many hours of TSBS data. */
export function remoteWrites({ hosts, metrics = 10, hours, ...plan }: LoadPlan): Promise<BodyFile[]> {
  const samples = hosts * metrics * ((hours * HOUR_MS) / STEP_MS);
  return writeBodyFiles({
    ...plan,
    hosts,
    metrics,
    connections: CONNECTIONS,
    samplesPerBody: SAMPLES_PER_BODY,
    bodies: Math.floor(samples / SAMPLES_PER_BODY / CONNECTIONS),
    encoder: new RemoteWriteEncoder(),
  });
}

/** Writes all of them into an engine, as fast as it takes them unless told otherwise. @returns how many samples */
export async function load(target: Target, files: BodyFile[], samplesPerSecond?: number): Promise<number> {
  const { samples } = await send({
    url: `${target.url}/api/v1/write`,
    headers: { ...new RemoteWriteEncoder().headers, ...(target instanceof ServiceTarget ? target.headers : {}) },
    files,
    samplesPerBody: SAMPLES_PER_BODY,
    samplesPerSecond,
  });
  return samples;
}
