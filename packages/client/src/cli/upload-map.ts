import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { problemText } from '../delivery/problem-text.js';

/** Where maps go. */
export interface UploadTarget {
  /** Of the API. */
  readonly base: string;
  readonly token: string;
  readonly release: string;
  readonly service: string | undefined;
  /** What stands before the path of a file where it runs, such as `~/static`. */
  readonly prefix: string;
}

const compress = promisify(gzip);
const TIMEOUT_MS = 120_000;
const PAUSES_MS = [1000, 5000];

/** Uploads one map; while the service is away it is tried three times. @throws with what the service said */
export async function uploadMap(file: string, json: string, target: UploadTarget): Promise<void> {
  const query = new URLSearchParams({ file: [target.prefix.replace(/\/+$/, ''), file].join('/') });
  if (target.service !== undefined) query.set('service', target.service);
  const url = `${target.base}/releases/${encodeURIComponent(target.release)}/source-maps?${query}`;
  const body = await compress(json);
  for (const pause of [...PAUSES_MS, undefined]) {
    const fault = await post(url, target.token, body);
    if (fault === undefined) return;
    if (!fault.mayPass || pause === undefined) throw new Error(fault.message);
    await sleep(pause);
  }
}

async function post(
  url: string,
  token: string,
  body: Buffer,
): Promise<{ message: string; mayPass: boolean } | undefined> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'content-encoding': 'gzip' };
  try {
    const request = { method: 'POST', headers, body: new Uint8Array(body), signal: AbortSignal.timeout(TIMEOUT_MS) };
    const response = await fetch(url, request);
    const text = await response.text();
    if (response.ok) return undefined;
    return { message: `${response.status} ${problemText(text)}`, mayPass: response.status === 503 };
  } catch (fault) {
    const { message, cause } = fault as Error & { cause?: Error };
    return { message: `cannot reach ${new URL(url).origin}: ${cause?.message || message}`, mayPass: true };
  }
}
