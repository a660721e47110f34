/**
 * How long a start takes until the service listens, from a built tree: with an empty data directory (cold), with one that is
 * there (warm), and how much memory the idle Node process holds. A bare `node -e 0` in the same run tells how fast the machine is.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, startService } from './process.js';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 5);
const IDLE_SECONDS = 20;

const cold: number[] = [];
const warm: number[] = [];
const bare: number[] = [];
let idleMb = 0;

for (let round = 0; round < ROUNDS; round++) {
  const startedAt = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  bare.push(performance.now() - startedAt);

  const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
  const env = { DATA_DIR: join(directory, 'data') };
  const first = await startService(env);
  cold.push(first.readyMs);
  await first.stop();
  const second = await startService(env);
  warm.push(second.readyMs);
  if (round === ROUNDS - 1) {
    await sleep(IDLE_SECONDS * 1000);
    idleMb = residentMb(second.child.pid!);
  }
  await second.stop();
  rmSync(directory, { recursive: true, force: true });
}

report('cold start', median(cold), 4000, 'ms');
report('warm start', median(warm), 2000, 'ms');
report(`memory after ${IDLE_SECONDS} s idle`, idleMb, 200, 'MB');
console.log(
  `for scale: an empty Node process takes ${median(bare).toFixed(0)} ms; a warm start ${(median(warm) / median(bare)).toFixed(1)} times that`,
);

function report(what: string, measured: number, asked: number, unit: string): void {
  const verdict = measured < asked ? 'met' : 'MISSED';
  console.log(
    `${what.padEnd(28)} ${measured.toFixed(0).padStart(6)} ${unit}   asked: under ${asked} ${unit}   ${verdict}`,
  );
}

/** Resident memory of a process, from the kernel (Linux). */
function residentMb(pid: number): number {
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
}
