/** Milliseconds of half of the answers, and of 19 in 20. */
export interface Latency {
  readonly p50: number;
  readonly p95: number;
}

/** Programs that compile what they run often are warm after so many requests. */
const WARM_UPS = 20;

/** Asks so often, once it is warm. */
export async function repeat(times: number, ask: () => Promise<void>): Promise<Latency> {
  for (let warming = 0; warming < WARM_UPS; warming++) await ask();
  const taken: number[] = [];
  for (let i = 0; i < times; i++) {
    const startedAt = performance.now();
    await ask();
    taken.push(performance.now() - startedAt);
  }
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(times / 2)]!, p95: taken[Math.min(times - 1, Math.floor(times * 0.95))]! };
}

export function shown({ p50, p95 }: Latency): string {
  return `${p50.toFixed(1).padStart(7)} ${p95.toFixed(1).padStart(7)}`;
}
