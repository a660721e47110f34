import type { SpanKind } from '../span-kind.js';

/** What a span adds to its trace. */
export interface SpanShare {
  readonly service: string;
  readonly operation: string;
  readonly kind: SpanKind;
  /** Without its children. */
  readonly selfMs: number;
  /** What the root waited for, 0 when it did not. */
  readonly criticalMs: number;
}

/** What an operation adds to a trace, over the traces of one side; those without it count as 0. Durations in ms. */
export interface OperationShare {
  readonly count_per_trace: number;
  readonly self_ms: number;
  readonly self_p50_ms: number;
  readonly self_p95_ms: number;
  readonly critical_ms: number;
}

/** An operation on both sides. */
export interface ComparedOperation {
  readonly service: string;
  readonly operation: string;
  readonly kind: SpanKind;
  readonly base: OperationShare;
  readonly compared: OperationShare;
  readonly self_difference_ms: number;
  readonly critical_difference_ms: number;
}

/** What one operation adds to each trace that has it. */
interface Collected {
  readonly selfMs: number[];
  criticalMs: number;
  count: number;
}

interface Group {
  readonly share: SpanShare;
  readonly sides: readonly [Collected, Collected];
}

/**
 * Where the time goes in two sets of traces, operation by operation: those that make the most difference to how long the roots took come
 * first, then those by their own time. A trace is the list of what its spans add.
 */
export function compareShares(
  base: readonly (readonly SpanShare[])[],
  compared: readonly (readonly SpanShare[])[],
): ComparedOperation[] {
  const groups = new Map<string, Group>();
  for (const trace of base) collect(groups, trace, 0);
  for (const trace of compared) collect(groups, trace, 1);
  const weight = (operation: ComparedOperation) => Math.abs(operation.critical_difference_ms);
  const selfWeight = (operation: ComparedOperation) => Math.abs(operation.self_difference_ms);
  return Array.from(groups.values(), ({ share: { service, operation, kind }, sides }) => {
    const own = summarise(sides[0], base.length);
    const other = summarise(sides[1], compared.length);
    return {
      service,
      operation,
      kind,
      base: own,
      compared: other,
      self_difference_ms: rounded(other.self_ms - own.self_ms),
      critical_difference_ms: rounded(other.critical_ms - own.critical_ms),
    };
  }).sort((one, other) => weight(other) - weight(one) || selfWeight(other) - selfWeight(one));
}

function collect(groups: Map<string, Group>, trace: readonly SpanShare[], side: 0 | 1): void {
  const selfOf = new Map<Collected, number>();
  for (const share of trace) {
    const key = [share.service, share.operation, share.kind].join('\0');
    const group = groups.get(key) ?? { share, sides: [empty(), empty()] as const };
    groups.set(key, group);
    const collected = group.sides[side];
    collected.count++;
    collected.criticalMs += share.criticalMs;
    selfOf.set(collected, (selfOf.get(collected) ?? 0) + share.selfMs);
  }
  for (const [collected, selfMs] of selfOf) collected.selfMs.push(selfMs);
}

function empty(): Collected {
  return { selfMs: [], criticalMs: 0, count: 0 };
}

function summarise({ selfMs, criticalMs, count }: Collected, traces: number): OperationShare {
  const sorted = [...selfMs, ...Array<number>(traces - selfMs.length).fill(0)].sort((one, other) => one - other);
  const mean = (sum: number) => (traces === 0 ? 0 : rounded(sum / traces));
  return {
    count_per_trace: mean(count),
    self_ms: mean(selfMs.reduce((sum, ms) => sum + ms, 0)),
    self_p50_ms: rounded(percentile(sorted, 0.5)),
    self_p95_ms: rounded(percentile(sorted, 0.95)),
    critical_ms: mean(criticalMs),
  };
}

/** By nearest rank; 0 of nothing. */
function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
