import type { RuleDraft } from './draft.js';
import type { Faults } from './faults.js';

/** What every part of the rule's form works with. */
export interface FieldsProps {
  readonly draft: RuleDraft;
  readonly set: (changes: Partial<RuleDraft>) => void;
  readonly faults: Faults;
}
