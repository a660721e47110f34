/**
 * What the service's shell costs a request: `GET /status` and an authenticated `GET /alerts`, with recording, logging and
 * access checks on, against a bare Nest + Fastify hello route, taken in turns in the same run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import jwt from 'jsonwebtoken';
import { median, startProgram, startService } from './process.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const CONNECTIONS = 32;
const SECRET = 'a-secret-of-more-than-32-bytes-for-the-benchmark';
const ASKED = 0.5;

const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
const hello = await startProgram('bench/hello.js', /listening on (\S+)/);
const service = await startService({ DATA_DIR: join(directory, 'data'), JWT_SECRET: SECRET });
const token = jwt.sign({ role: 'viewer' }, SECRET, { subject: 'bench', expiresIn: 3600 });
const routes = {
  'bare Nest + Fastify hello': { url: `${hello.url}/hello` },
  'GET /status': { url: `${service.url}/api/v1/monitoring/status` },
  'GET /alerts (viewer)': {
    url: `${service.url}/api/v1/monitoring/alerts`,
    headers: { authorization: `Bearer ${token}` },
  },
};

const rates: Record<string, number[]> = Object.fromEntries(Object.keys(routes).map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, target] of Object.entries(routes)) {
    const result = await autocannon({ ...target, connections: CONNECTIONS, duration: SECONDS });
    if (result.non2xx > 0 || result.errors > 0)
      throw new Error(`${name}: ${result.non2xx} answers were not 2xx, ${result.errors} errors`);
    // The first round only warms up.
    if (round > 0) rates[name]!.push(result.requests.average);
  }
}
await service.stop();
await hello.stop();
rmSync(directory, { recursive: true, force: true });

const base = median(rates['bare Nest + Fastify hello']!);
for (const [name, values] of Object.entries(rates)) {
  const rate = median(values);
  const ratio = rate / base;
  const verdict = name.startsWith('bare') ? '' : `asked: at least ${ASKED} ×   ${ratio >= ASKED ? 'met' : 'MISSED'}`;
  console.log(`${name.padEnd(28)} ${rate.toFixed(0).padStart(7)} requests/s   ${ratio.toFixed(2)} ×   ${verdict}`);
}
