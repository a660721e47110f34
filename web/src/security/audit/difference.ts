/** One member of a thing, as it was and as it is. */
export interface Difference {
  /** Its name; those of things within things have dots between them. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'same';
  readonly before?: string;
  readonly after?: string;
}

type Thing = Readonly<Record<string, unknown>> | null;

/** Deeper than this a thing is shown as it is: whoever sent it may have nested it at will. */
const MAX_DEPTH = 4;

/** What an act made of a thing, member by member: of a thing that was made or is gone only one side is there. */
export function differences(before: Thing, after: Thing): Difference[] {
  const [was, is] = [flatten(before), flatten(after)];
  const paths = new Set([...was.keys(), ...is.keys()]);
  return [...paths].map((path) => {
    const [old, now] = [was.get(path), is.get(path)];
    return { path, kind: kindOf(old, now), before: old, after: now };
  });
}

function kindOf(before: string | undefined, after: string | undefined): Difference['kind'] {
  if (before === undefined) return 'added';
  if (after === undefined) return 'removed';
  return before === after ? 'same' : 'changed';
}

/** The members of a thing as texts. Lists stay whole: what moved in one is seen better beside each other. */
export function flatten(thing: Thing): Map<string, string> {
  const members = new Map<string, string>();
  const walk = (value: unknown, path: string, depth: number): void => {
    const isThing = typeof value === 'object' && value !== null && !Array.isArray(value);
    const entries = isThing ? Object.entries(value) : [];
    if (entries.length === 0 || depth >= MAX_DEPTH) {
      if (path !== '') members.set(path, spellValue(value));
      return;
    }
    for (const [name, inner] of entries) walk(inner, path === '' ? name : `${path}.${name}`, depth + 1);
  };
  walk(thing, '', 0);
  return members;
}

function spellValue(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '""' : value;
  return JSON.stringify(value) ?? 'undefined';
}
