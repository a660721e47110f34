import type { AuditFacts } from '../signals.js';

/**
 * An act as it is at this moment: the application may change its objects before they are sent, and what has no JSON would hold up all that is
 * sent with it.
 *
 * @returns it with how many characters its structures take
 */
export function actOf(facts: AuditFacts): { act: AuditFacts; textBytes: number } {
  let textBytes = 0;
  const copy = (structure: object | null | undefined): object | undefined => {
    if (structure == null) return undefined;
    const text = jsonOf(structure);
    textBytes += text.length;
    return JSON.parse(text) as object;
  };
  const [before, after, details] = [facts.before, facts.after, facts.details].map(copy);
  return { act: { ...facts, before, after, details }, textBytes };
}

/** What cannot be written, such as what refers to itself, is told of: the act is on record all the same. */
function jsonOf(structure: object): string {
  try {
    return JSON.stringify(structure) ?? 'null';
  } catch (fault) {
    return JSON.stringify({ unreadable: fault instanceof Error ? fault.message : String(fault) });
  }
}
