import type { SpanTree } from './span-tree.js';

/** What one operation of a service did in a trace. */
export interface OperationSum {
  readonly service: string;
  readonly operation: string;
  count: number;
  errors: number;
  totalMs: number;
  /** Without the time of its children. */
  selfMs: number;
  /** What the root waited for it. */
  criticalMs: number;
  maxMs: number;
  /** The longest of its spans. */
  longestId: string;
}

/** The operations of a trace, those that took most time of their own first. Open spans count, but have no time. */
export function sumOperations(tree: SpanTree): OperationSum[] {
  const sums = new Map<string, OperationSum>();
  for (const { span } of tree.spans) {
    const key = JSON.stringify([span.service_name, span.operation_name]);
    const sum = sums.get(key) ?? {
      service: span.service_name,
      operation: span.operation_name,
      count: 0,
      errors: 0,
      totalMs: 0,
      selfMs: 0,
      criticalMs: 0,
      maxMs: -1,
      longestId: span.span_id,
    };
    sums.set(key, sum);
    const took = span.duration_ms ?? 0;
    sum.count += 1;
    sum.errors += span.status === 'error' ? 1 : 0;
    sum.totalMs += took;
    sum.selfMs += span.self_time_ms ?? 0;
    sum.criticalMs += span.critical_ms;
    if (took > sum.maxMs) {
      sum.maxMs = took;
      sum.longestId = span.span_id;
    }
  }
  return [...sums.values()].sort((left, right) => right.selfMs - left.selfMs);
}
