import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A compiled program of this repository, started to be measured. */
export interface Measured {
  child: ChildProcess;
  /** Where it listens. */
  url: string;
  /** Milliseconds from the start of the process to its address on standard output. */
  readyMs: number;
  stop(): Promise<void>;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

/** Ends a process with this one, also when this one is stopped half-way: what is left over would spoil the next measurement. */
export function endWithThisProcess(child: ChildProcess): void {
  const end = () => child.kill('SIGTERM');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** Starts `dist/<program>` and waits until it has printed an address that `address` finds. */
export async function startProgram(program: string, address: RegExp, env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const { PATH, HOME } = process.env;
  const startedAt = performance.now();
  const child = spawn(process.execPath, [fileURLToPath(new URL(`../${program}`, import.meta.url))], {
    env: { PATH, HOME, ...env },
    stdio: ['ignore', 'pipe', openSync('/dev/null', 'w')],
  });
  endWithThisProcess(child);
  let output = '';
  const url = await new Promise<string>((done, fail) => {
    child.stdout!.setEncoding('utf8').on('data', (chunk: string) => {
      // Once it is up its log lines are read and dropped, as a log collector would.
      if (output.length > 100_000) return;
      output += chunk;
      const found = address.exec(output)?.[1];
      if (found) done(found);
    });
    child.once('exit', (code) => fail(new Error(`${program} ended with ${code}:\n${output}`)));
  });
  const readyMs = performance.now() - startedAt;
  return {
    child,
    url,
    readyMs,
    stop: async () => {
      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      await exit;
    },
  };
}

/** A benchmark is one caller for all. The limits are counted nevertheless. */
const FAR_LIMITS = {
  RATE_LIMIT_INGEST: '1000000000',
  RATE_LIMIT_READS: '1000000000',
  RATE_LIMIT_PUBLIC: '1000000000',
};

/** The service, which prints its links when it listens. */
export function startService(env: NodeJS.ProcessEnv): Promise<Measured> {
  return startProgram('bundle/main.js', /Swagger UI\s+(http:\S+)\/docs/, { PORT: '0', ...FAR_LIMITS, ...env });
}

/** The middle value; of an even number of values the lower of the two. */
export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}
