/** How often each fault is inflicted: a few times in the test suite, twenty times and more by `npm run chaos`. */
export const ROUNDS = Number(process.env.CHAOS_ROUNDS ?? 2);

/** Limit of a test of so many rounds, in milliseconds. */
export function limitOf(rounds: number): number {
  return 180_000 + rounds * 30_000;
}

/** In the long form, tells what was found. */
export function report(line: string): void {
  if (process.env.CHAOS_ROUNDS) process.stdout.write(`${line}\n`);
}
