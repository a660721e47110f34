import type { TraceSummary } from './draw-sample.js';

/** An operation that traces begin with. */
export interface RootOperation {
  readonly service: string;
  readonly operation: string;
}

/** The operations that traces begin with, the commonest first. */
export function rootsOf(traces: readonly TraceSummary[]): RootOperation[] {
  const counts = new Map<string, RootOperation & { count: number }>();
  for (const { root_service: service, root_operation: operation } of traces) {
    const key = JSON.stringify([service, operation]);
    const known = counts.get(key);
    if (known === undefined) counts.set(key, { service, operation, count: 1 });
    else known.count += 1;
  }
  return [...counts.values()].sort((left, right) => right.count - left.count);
}
