/** What of an error a matcher looks at. */
export const MATCHED_FIELDS = ['service', 'environment', 'type', 'message', 'function', 'module', 'file'] as const;
export type MatchedField = (typeof MATCHED_FIELDS)[number];

/** One condition on an error. */
export interface FingerprintMatcher {
  readonly field: MatchedField;
  /** A glob for all of the field. */
  readonly pattern: string;
}

/** Gives errors that meet every matcher a fingerprint. */
export interface FingerprintRule {
  readonly name: string;
  readonly matchers: readonly FingerprintMatcher[];
  /** Parts with variables. */
  readonly fingerprint: readonly string[];
}

const VARIABLE = /\{\{ ?([^{}]*?) ?\}\}/g;
const KNOWN_VARIABLE = /^(?:error\.(?:type|message|function|file)|endpoint|environment|tags\.[^{}]{1,128})$/;

/** Stands for what would be the fingerprint without the rule; a part of its own. */
export function isDefaultPart(part: string): boolean {
  return /^\{\{ ?default ?\}\}$/.test(part);
}

/** What is wrong with a part of a rule's fingerprint; undefined when nothing is. */
export function faultOfPart(part: string): string | undefined {
  if (isDefaultPart(part)) return undefined;
  const unknown = [...part.matchAll(VARIABLE)].find(([, name]) => !KNOWN_VARIABLE.test(name!));
  if (!unknown) return undefined;
  return unknown[1] === 'default' ? 'has {{ default }} beside other text' : `has the unknown variable ${unknown[0]}`;
}

/** A part with the values of its variables. */
export function fillPart(part: string, read: (variable: string) => string | undefined): string {
  return isDefaultPart(part) ? part : part.replace(VARIABLE, (_, name: string) => read(name) ?? '');
}
