import type { components } from '../../api/schema.js';
import { isInNetwork } from '../network.js';
import type { Scope } from '../words.js';

/** That requests of somebody are refused, or only told of. */
export type Decision = components['schemas']['DecisionView'];
type DecisionList = Pick<components['schemas']['DecisionList'], 'items' | 'allowed'>;

/** Whom something is about. */
export interface Subject {
  readonly scope: Scope;
  readonly value: string;
}

/** What holds of an address or a user now: nothing, a decision, or that nobody may decide. */
export interface SubjectState {
  readonly decision?: Decision;
  readonly isAllowed: boolean;
}

/** What the decisions that hold and the allow list say of somebody; of several decisions the one that blocks. */
export function stateOf(subject: Subject, { items, allowed }: DecisionList): SubjectState {
  if (allowed.some((entry) => covers(entry, subject))) return { isAllowed: true };
  const about = items.filter((decision) => covers(decision, subject));
  return { decision: about.find(({ action }) => action === 'block') ?? about[0], isAllowed: false };
}

function covers(entry: Subject, { scope, value }: Subject): boolean {
  if (entry.scope === scope) return entry.value === value;
  return entry.scope === 'network' && scope === 'ip_address' && isInNetwork(value, entry.value);
}
