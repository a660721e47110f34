import type { ErrorEvent } from '../group/group.js';
import type { Matcher } from './rule-draft.js';

/** What a rule would meet among recent errors. */
export interface RulePreview {
  /** How many errors it was tried on. */
  readonly tried: number;
  readonly met: number;
  /** The groups of those that it met, with how many each; those with the most first. */
  readonly groups: readonly { readonly groupId: string; readonly event: ErrorEvent; readonly count: number }[];
}

type Fields = Partial<Record<Matcher['field'], string | null>>;

/** Tries the conditions of a rule on errors, as the service will on those to come. Stacks that came as text alone have no calls here. */
export function previewRule(matchers: readonly Matcher[], events: readonly ErrorEvent[]): RulePreview {
  const met = events.filter((event) => meetsRule(matchers, event));
  const groups = new Map<string, { groupId: string; event: ErrorEvent; count: number }>();
  for (const event of met) {
    const group = groups.get(event.group_id);
    if (group === undefined) groups.set(event.group_id, { groupId: event.group_id, event, count: 1 });
    else group.count += 1;
  }
  return {
    tried: events.length,
    met: met.length,
    groups: [...groups.values()].toSorted((left, right) => right.count - left.count),
  };
}

const OF_EXCEPTION = new Set<Matcher['field']>(['type', 'message']);
const OF_ERROR = new Set<Matcher['field']>(['service', 'environment']);

/** One of an error's exceptions must meet what is said of exceptions, and one call of that what is said of calls. */
function meetsRule(matchers: readonly Matcher[], event: ErrorEvent): boolean {
  const ofError = matchers.filter(({ field }) => OF_ERROR.has(field));
  const ofException = matchers.filter(({ field }) => OF_EXCEPTION.has(field));
  const ofFrame = matchers.filter(({ field }) => !OF_ERROR.has(field) && !OF_EXCEPTION.has(field));
  if (!meets(ofError, { service: event.service, environment: event.environment })) return false;
  const exceptions = event.exceptions ?? [];
  const named = { type: event.error_type, message: event.error_message, frames: exceptions[0]?.frames ?? [] };
  return [...exceptions, named].some(
    ({ type, message, frames }) =>
      meets(ofException, { type, message }) &&
      (ofFrame.length === 0 ||
        frames.some(({ function: name, module, file }) =>
          meets(ofFrame, { function: name, module, file: file.replaceAll('\\', '/') }),
        )),
  );
}

function meets(matchers: readonly Matcher[], fields: Fields): boolean {
  return matchers.every(({ field, pattern }) => fits(pattern, fields[field] ?? ''));
}

/** Whether all of a text is what a pattern says, in capital or small letters; `*` stands for any number of characters. Takes linear time. */
export function fits(pattern: string, text: string): boolean {
  const [first, ...rest] = pattern.toLowerCase().split('*') as [string, ...string[]];
  const last = rest.pop();
  const whole = text.toLowerCase();
  if (last === undefined) return whole === first;
  if (!whole.startsWith(first) || whole.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of rest) {
    const found = whole.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return whole.endsWith(last) && whole.length - last.length >= from;
}
