import type { components } from '../../api/schema.js';

export type FingerprintRule = components['schemas']['FingerprintRuleView'];
export type Matcher = components['schemas']['FingerprintMatcherField'];

/** What a rule can look at, in the order in which it is offered. */
export const FIELDS: readonly { readonly value: Matcher['field']; readonly label: string }[] = [
  { value: 'type', label: 'Type' },
  { value: 'message', label: 'Message' },
  { value: 'function', label: 'Function' },
  { value: 'file', label: 'File' },
  { value: 'module', label: 'Module' },
  { value: 'service', label: 'Service' },
  { value: 'environment', label: 'Environment' },
];
/** As many conditions as a rule may have. */
export const MOST_MATCHERS = 5;

/** A rule while it is written; its fingerprint with a part on each line. */
export interface RuleDraft {
  readonly name: string;
  readonly matchers: readonly Matcher[];
  readonly fingerprint: string;
}

/** What a form starts with: a rule that is there, or an empty one. */
export function draftOf(rule: FingerprintRule | undefined): RuleDraft {
  if (rule === undefined) return { name: '', matchers: [{ field: 'type', pattern: '' }], fingerprint: '' };
  return { name: rule.name, matchers: rule.matchers, fingerprint: rule.fingerprint.join('\n') };
}

/** The parts of a draft's fingerprint. */
export function partsOf({ fingerprint }: RuleDraft): string[] {
  return fingerprint
    .split('\n')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Whether a draft has all that a rule needs. */
export function isComplete(draft: RuleDraft): boolean {
  return draft.name.trim() !== '' && draft.matchers.every(({ pattern }) => pattern !== '') && partsOf(draft).length > 0;
}

/** The positions that put a rule one place up or down among all, where any must change. */
export function moved(
  rules: readonly Pick<FingerprintRule, 'rule_id' | 'position'>[],
  ruleId: string,
  by: -1 | 1,
): { readonly ruleId: string; readonly position: number }[] {
  const from = rules.findIndex(({ rule_id }) => rule_id === ruleId);
  const to = from + by;
  if (from < 0 || to < 0 || to >= rules.length) return [];
  const order = [...rules];
  order.splice(to, 0, ...order.splice(from, 1));
  return order
    .map(({ rule_id, position }, index) => ({ ruleId: rule_id, before: position, position: (index + 1) * 10 }))
    .filter(({ before, position }) => before !== position)
    .map(({ ruleId: id, position }) => ({ ruleId: id, position }));
}
