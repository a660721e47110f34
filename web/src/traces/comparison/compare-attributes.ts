/** The attributes of the spans of one trace, as `name` and value, each once. */
export type TraceAttributes = ReadonlySet<string>;

/** How much of the traces of each side has an attribute; shares from 0 to 1. */
export interface AttributeShare {
  readonly name: string;
  readonly value: string;
  readonly earlier: number;
  readonly now: number;
}

/** Between the name and the value of an attribute of a trace: it is in no name. */
const SEPARATOR = '\u0000';
/** Differences below this are chance. */
const LEAST = 0.2;
const MOST = 20;

/** Names an attribute of a trace. */
export function attributeKey(name: string, value: string): string {
  return `${name}${SEPARATOR}${value}`;
}

/** The attributes whose shares differ most between two sets of traces. What only one trace has (ids) says nothing and is left out. */
export function compareAttributes(
  earlier: readonly TraceAttributes[],
  now: readonly TraceAttributes[],
): AttributeShare[] {
  const counts = new Map<string, [earlier: number, now: number]>();
  for (const [side, traces] of [earlier, now].entries()) {
    for (const trace of traces) {
      for (const key of trace) {
        const count = counts.get(key) ?? [0, 0];
        count[side as 0 | 1] += 1;
        counts.set(key, count);
      }
    }
  }
  return [...counts]
    .filter(([, [before, after]]) => Math.max(before, after) > 1)
    .map(([key, [before, after]]) => {
      const [name = '', value = ''] = key.split(SEPARATOR);
      return { name, value, earlier: before / Math.max(1, earlier.length), now: after / Math.max(1, now.length) };
    })
    .filter((share) => difference(share) >= LEAST)
    .sort((left, right) => difference(right) - difference(left))
    .slice(0, MOST);
}

function difference({ earlier, now }: AttributeShare): number {
  return Math.abs(now - earlier);
}
