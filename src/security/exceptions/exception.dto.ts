/** Where a rule of inspection is wrong: what it finds in this field of this route of this service is no attack. */
export class SecurityExceptionView {
  exception_id: string;

  /** @example "students" */
  service: string;

  /** @example "/students/search" */
  route: string;

  /** @example "sql-union" */
  rule_id: string;

  /** @example "query.q" */
  field: string;

  /** The event that was no attack. */
  event_id: string;

  created_at: string;
  created_by: string;
}

/** Exceptions, the newest first. */
export class SecurityExceptionPage {
  items: SecurityExceptionView[];
  next_cursor: string | null;
}

/** An event that was no attack, and what rules leave alone from now on. */
export class FalsePositive {
  event_id: string;

  /** When it was first said. */
  false_positive_at: string;

  /** Who said so first. */
  false_positive_by: string;

  /** The exceptions of the rules that the event names, old and new; none when it names no rules or no route. */
  exceptions: SecurityExceptionView[];
}
