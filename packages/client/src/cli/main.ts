#!/usr/bin/env node
import { DOCTOR_USAGE, doctor } from './doctor.js';
import { SOURCE_MAPS_USAGE, sourceMaps } from './source-maps.js';
import { UsageFault } from './usage.js';

const USAGE = `${DOCTOR_USAGE}

${SOURCE_MAPS_USAGE}

Faults in the command exit with 2.`;
const COMMANDS = new Map([
  ['doctor', doctor],
  ['source-maps', sourceMaps],
]);

// Node may end while `fetch` connects again and again to who hangs up at once: nothing of it, nor the limit of its time, holds it.
const alive = setInterval(() => undefined, 1000);
process.exitCode = await run(process.argv.slice(2))
  .catch((fault: unknown) => {
    console.error((fault as Error).message);
    if (!(fault instanceof UsageFault)) return 1;
    console.error(`\n${USAGE}`);
    return 2;
  })
  .finally(() => clearInterval(alive));

async function run(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const [name = '', ...rest] = args;
  const command = COMMANDS.get(name);
  if (!command) throw new UsageFault(`expected one of: ${[...COMMANDS.keys()].join(', ')}`);
  return command(rest, process.env);
}
