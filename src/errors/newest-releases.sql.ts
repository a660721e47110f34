/** So many releases of a group are remembered, the newest. */
const MAX_RELEASES = 200;

/** @param list an expression of a text array, the newest last */
export function newestReleases(list: string): string {
  return `(${list})[greatest(1, cardinality(${list}) - ${MAX_RELEASES - 1}):]`;
}
