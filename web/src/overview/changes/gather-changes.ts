import type { components } from '../../api/schema.js';

export type Change = components['schemas']['ChangeView'];

/** A change, and how many like it come at once with it. */
export interface GatheredChange {
  readonly change: Change;
  /** `many` where there may be more than were listed. */
  readonly others: number | 'many';
}

/** What may come to hundreds of services at once, as when a whole platform is rolled out or connected. */
const GATHERED: readonly Change['kind'][] = ['deployment', 'service_started'];
/** So many in a row are told one by one. */
const MOST_IN_A_ROW = 3;

/**
 * Puts long rows of new services, and of deployments, in one line each, so that they do not hide what else changed.
 * @param isCut whether there are more changes than those that were listed
 */
export function gatherChanges(changes: readonly Change[], isCut: boolean): GatheredChange[] {
  const gathered: GatheredChange[] = [];
  for (let at = 0; at < changes.length; ) {
    const change = changes[at]!;
    const end = GATHERED.includes(change.kind) ? endOfRow(changes, at) : at + 1;
    const isOpen = isCut && end === changes.length;
    if (end - at > MOST_IN_A_ROW) gathered.push({ change, others: isOpen ? 'many' : end - at - 1 });
    else gathered.push(...changes.slice(at, end).map((one) => ({ change: one, others: 0 })));
    at = end;
  }
  return gathered;
}

function endOfRow(changes: readonly Change[], start: number): number {
  const end = changes.findIndex(({ kind }, index) => index > start && kind !== changes[start]!.kind);
  return end === -1 ? changes.length : end;
}
