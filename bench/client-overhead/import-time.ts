import { spawnSync } from 'node:child_process';
import { median } from '../process.js';

const RUNS = 9;
const PROGRAM = `
  await import('@nestjs/common');
  await import('@nestjs/core');
  const startedAt = performance.now();
  await import('@oneclass/monitoring-client');
  console.log(performance.now() - startedAt);`;

/** Milliseconds that the client takes to be imported into a process that has Nest already; the median of some processes. */
export function importTime(): number {
  return median(
    Array.from({ length: RUNS }, () => {
      const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], {
        encoding: 'utf8',
      });
      if (!stdout) throw new Error(stderr);
      return Number(stdout);
    }),
  );
}
