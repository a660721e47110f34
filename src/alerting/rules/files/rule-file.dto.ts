import { IsIn, MaxLength } from 'class-validator';
import { IfGiven } from '../../../http/input-checks.decorator.js';
import { InputFault } from '../../../http/problem.dto.js';

export const IMPORT_STATUSES = ['created', 'changed', 'unchanged', 'invalid'] as const;
type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** Which rules to export. */
export class RuleExportFilter {
  /** Only the rule of this name; all when left out. */
  @IfGiven()
  @MaxLength(200)
  name?: string;
}

/** How to import. */
export class RuleImportOptions {
  /** With `true` every rule is checked and compared, and nothing is stored. */
  @IfGiven()
  @IsIn(['true', 'false'])
  dry_run?: 'true' | 'false';
}

/** What became of one rule of the file. */
export class ImportedRule {
  /** @example "High Student Registration Rate" */
  name: string | null;

  /**
   * The line of the file where the rule begins.
   * @example 12
   */
  line: number;

  @IsIn(IMPORT_STATUSES)
  status: ImportStatus;

  /** Why it is invalid, each fault with its path in the file, such as `rules[3].threshold`. */
  errors: InputFault[];
}

/** What became of a file's rules, in the order of the file. */
export class RuleImportResult {
  dry_run: boolean;
  items: ImportedRule[];
}
