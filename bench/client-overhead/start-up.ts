import { spawnSync } from 'node:child_process';
import { median } from '../process.js';
import { startBoth } from './run.js';
import type { Variant } from './variants.js';

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

/** Milliseconds from the start of the service's process until it listens, medians; each is started first in every other turn. */
export async function startUpTimes(variants: readonly Variant[], databaseUrl: string): Promise<Map<Variant, number>> {
  const found = new Map<Variant, number[]>(variants.map((variant) => [variant, []]));
  for (let turn = 0; turn < RUNS; turn++) {
    for (const variant of turn % 2 === 0 ? variants : variants.toReversed()) {
      const { sink, service } = await startBoth(variant, databaseUrl);
      found.get(variant)!.push(service.readyMs);
      await service.stop();
      await sink.stop();
    }
  }
  return new Map([...found].map(([variant, times]) => [variant, median(times)]));
}
