/** The tags that hold a bucket's bounds: observations greater than `gt` and at most `le`. */
export const BOUND_TAGS: readonly string[] = ['gt', 'le'];

/** The bounds of one bucket. Without `gt` buckets are nested: each holds all observations that are at most `le`. */
export interface BucketBounds {
  readonly gt: number | undefined;
  readonly le: number;
}

/** The bounds a series' tags tell; undefined when it is no bucket. Numbers are written as in Go: `0.5`, `1e3`, `+Inf`. */
export function boundsOf(tags: Readonly<Record<string, string>>): BucketBounds | undefined {
  const le = parseBound(tags.le);
  const gt = tags.gt === undefined ? undefined : parseBound(tags.gt);
  if (le === undefined || (tags.gt !== undefined && (gt === undefined || gt > le))) return undefined;
  return { gt, le };
}

function parseBound(text: string | undefined): number | undefined {
  if (!text?.trim()) return undefined;
  const infinity = /^([+-]?)inf(?:inity)?$/i.exec(text);
  if (infinity) return infinity[1] === '-' ? -Infinity : Infinity;
  const bound = Number(text);
  return Number.isNaN(bound) ? undefined : bound;
}
