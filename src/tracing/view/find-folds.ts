import { Pacer } from '../../jobs/pacer.js';
import type { SpanKind } from '../span-kind.js';
import { type SpanNode, type TreeSpan, walkSpans } from './build-span-tree.js';
import { normaliseCall } from './normalise-call.js';

/** What must be known of a span to tell whether it repeats another. */
export interface RepeatedSpan extends TreeSpan {
  operation_name: string;
  service_name: string;
  kind: SpanKind;
  /** The statement or address that was called, as it was sent; null when the span names none. */
  call: string | null;
}

/** Children of one span that did the same. */
export interface Fold<T extends RepeatedSpan> {
  readonly parent: T;
  /** By their start. */
  readonly spans: readonly T[];
  /** What they have in common of their call; null when they name none. */
  readonly call: string | null;
  readonly likelyNPlusOne: boolean;
}

/** So many children that do the same are one fold. */
const MIN_REPEATS = 5;
/** Calls that took less together are not worth a word. Sentry's detector of N+1 queries has the same two limits. */
const MIN_N_PLUS_ONE_MS = 50;
/** Many SDKs start spans at a whole millisecond: a call may then seem to begin before the one that was waited for had ended. */
const TOLERANCE_MS = 1;

/**
 * Finds children of one span, next to each other or not, with the same service, kind and call, or, without a call, operation; values in
 * calls and names make no difference. Calls made one after another are probably a loop that could have been one call (N+1).
 */
export async function findFolds<T extends RepeatedSpan>(roots: readonly SpanNode<T>[]): Promise<Fold<T>[]> {
  const pacer = new Pacer();
  const normalised = new Map<string, string>();
  const normalise = (text: string) => {
    const known = normalised.get(text) ?? normaliseCall(text);
    normalised.set(text, known);
    return known;
  };
  const folds: Fold<T>[] = [];
  for (const { node } of walkSpans(roots)) {
    if (node.children.length < MIN_REPEATS) continue;
    const groups = new Map<string, SpanNode<T>[]>();
    for (const child of node.children) {
      if (pacer.isDue) await pacer.pause();
      const { service_name, kind, call, operation_name } = child.span;
      const key = [service_name, kind, call === null, normalise(call ?? operation_name)].join('\0');
      const group = groups.get(key);
      if (group) group.push(child);
      else groups.set(key, [child]);
    }
    for (const group of groups.values()) {
      if (group.length < MIN_REPEATS) continue;
      const spans = group.map(({ span }) => span);
      const { call } = spans[0]!;
      const likelyNPlusOne = isNPlusOne(spans);
      folds.push({ parent: node.span, spans, call: call === null ? null : normalise(call), likelyNPlusOne });
    }
  }
  return folds;
}

function isNPlusOne(spans: readonly RepeatedSpan[]): boolean {
  const [{ kind, call }] = spans as [RepeatedSpan];
  if (kind !== 'client' && call === null) return false;
  let totalMs = 0;
  let until = -Infinity;
  for (const { startAt, duration_ms } of spans) {
    if (duration_ms === null || startAt < until - TOLERANCE_MS) return false;
    totalMs += duration_ms;
    until = startAt + duration_ms;
  }
  return totalMs >= MIN_N_PLUS_ONE_MS;
}
