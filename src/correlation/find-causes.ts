/** An error of a trace; they are given the earliest first. */
interface TraceError {
  readonly error_id: string;
  readonly span_id: string | null;
}

/** Spans as they stand in a waterfall: what is below a span follows it, deeper. */
type Outline = readonly { readonly span: { readonly span_id: string }; readonly depth: number }[];

/**
 * For each error that another one caused, that other: of the errors in spans below its own the deepest, and of several that deep the
 * earliest. What failed below made fail what called it.
 */
export function findCauses(errors: readonly TraceError[], outline: Outline): Map<string, string> {
  const ranks = new Map<string, number>();
  for (const [rank, { span_id }] of errors.entries()) {
    if (span_id !== null && !ranks.has(span_id)) ranks.set(span_id, rank);
  }
  const failed = outline
    .map(({ span, depth }, index) => ({ spanId: span.span_id, depth, index }))
    .filter(({ spanId }) => ranks.has(spanId));
  const causes = new Map<string, string>();
  for (const [i, place] of failed.entries()) {
    const end = outline.findIndex(({ depth }, index) => index > place.index && depth <= place.depth);
    const below = failed.slice(i + 1).filter(({ index }) => end < 0 || index < end);
    const [deepest] = below.sort((a, b) => b.depth - a.depth || ranks.get(a.spanId)! - ranks.get(b.spanId)!);
    if (deepest) causes.set(place.spanId, errors[ranks.get(deepest.spanId)!]!.error_id);
  }
  return new Map(
    errors.flatMap(({ error_id, span_id }) => {
      const cause = span_id === null ? undefined : causes.get(span_id);
      return cause === undefined ? [] : [[error_id, cause]];
    }),
  );
}
