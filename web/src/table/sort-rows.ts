/** By which column, and whether the largest comes first. */
export interface Sort {
  readonly key: string;
  readonly direction: 'up' | 'down';
}

type Value = string | number | null | undefined;

/** Rows by a value of theirs; those without one come last in both directions, and equal ones keep their order. */
export function sortRows<T>(
  rows: readonly T[],
  value: ((row: T) => Value) | undefined,
  sort: Sort | undefined,
): readonly T[] {
  if (value === undefined || sort === undefined) return rows;
  const sign = sort.direction === 'down' ? -1 : 1;
  return rows.toSorted((left, right) => {
    const [a, b] = [value(left) ?? undefined, value(right) ?? undefined];
    if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
    return sign * compare(a, b);
  });
}

function compare(left: string | number, right: string | number): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return String(left).localeCompare(String(right), 'en', { numeric: true });
}
