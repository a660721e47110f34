import { setTimeout as sleep } from 'node:timers/promises';

/** Tries an assertion until it holds; rejects with its last fault after the time limit. @returns what the assertion returns */
export async function eventually<T>(
  assertion: () => Promise<T> | T,
  { timeoutMs = 15_000, everyMs = 50 } = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await assertion();
    } catch (fault) {
      if (Date.now() > deadline) throw fault;
      await sleep(everyMs);
    }
  }
}
