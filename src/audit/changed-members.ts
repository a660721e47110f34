import { isDeepStrictEqual } from 'node:util';

/** Members of JSON objects. */
export type Members = Record<string, unknown>;

/**
 * What an act is to be told to have changed. Of a thing that was there before and is there after, only the members of `after` that are other
 * than they were: it may hold just what somebody asked to change. Times become texts, what is undefined is left out.
 */
export function changedMembers(before?: object, after?: object): { before: Members | null; after: Members | null } {
  const [was, is] = [asJson(before), asJson(after)];
  if (!was || !is) return { before: was, after: is };
  const names = Object.keys(is).filter((name) => !isDeepStrictEqual(was[name], is[name]));
  const pick = (from: Members) =>
    Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
  return { before: pick(was), after: pick(is) };
}

function asJson(value: object | undefined): Members | null {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Members);
}
