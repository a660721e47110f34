import { setImmediate as nextTurn } from 'node:timers/promises';
import { Pacer } from '../../jobs/pacer.js';
import { buildSpanTree, walkSpans } from './build-span-tree.js';
import { type ClockedSpan, findClockSkew } from './clock-skew.js';
import { criticalPath } from './critical-path.js';
import { type Fold, findFolds, type RepeatedSpan } from './find-folds.js';
import { selfTime } from './self-time.js';

/** A span in its place in the trace. */
export interface PlacedSpan<T> {
  /** With its corrected start. */
  readonly span: T;
  readonly depth: number;
  readonly selfTimeMs: number | null;
  /** What it adds to the time its root took; undefined when the root did not wait for it. */
  readonly criticalMs: number | undefined;
  /** By how much its start was moved, in ms; 0 when its clock is believed. */
  readonly clockSkewMs: number;
  readonly missingParent: boolean;
  /** The place of its fold among the folds. */
  readonly fold: number | undefined;
}

/** Puts the spans of a trace in the order of a waterfall and tells of each what its place says. Others get their turn between the steps. */
export async function layOutTrace<T extends ClockedSpan & RepeatedSpan>(
  sent: readonly T[],
): Promise<{ places: PlacedSpan<T>[]; folds: Fold<T>[] }> {
  const { spans, skews } = await correctClocks(sent);
  await nextTurn();
  const roots = buildSpanTree(spans);
  await nextTurn();
  const critical = new Map(roots.flatMap((root) => [...criticalPath(root)]));
  await nextTurn();
  const folds = await findFolds(roots);
  const foldOf = new Map(folds.flatMap((fold, i) => fold.spans.map((span) => [span, i] as const)));
  await nextTurn();
  const pacer = new Pacer();
  const places: PlacedSpan<T>[] = [];
  for (const { node, depth } of walkSpans(roots)) {
    places.push({
      span: node.span,
      depth,
      selfTimeMs: selfTime(node),
      criticalMs: critical.get(node.span),
      clockSkewMs: skews.get(node.span) ?? 0,
      missingParent: node.missingParent,
      fold: foldOf.get(node.span),
    });
    if (pacer.isDue) await pacer.pause();
  }
  return { places, folds };
}

/** The spans with their starts corrected, and by how much. */
async function correctClocks<T extends ClockedSpan>(
  sent: readonly T[],
): Promise<{ spans: T[]; skews: Map<T, number> }> {
  const roots = buildSpanTree(sent);
  await nextTurn();
  const found = findClockSkew(roots);
  await nextTurn();
  const skews = new Map<T, number>();
  const spans = sent.map((span) => {
    const skew = found.get(span);
    if (skew === undefined) return span;
    const moved = { ...span, startAt: span.startAt + skew };
    skews.set(moved, skew);
    return moved;
  });
  return { spans, skews };
}
