/** An item that was not stored, and why. */
export class RejectedItem {
  /**
   * Its place in the request, from 0.
   * @example 3
   */
  index: number;

  /**
   * Its line, from 1, when the request was newline-delimited JSON.
   * @example 4
   */
  line?: number;

  /**
   * The field at fault.
   * @example "tags.endpoint"
   */
  path: string;

  /** @example "must be string" */
  reason: string;
}

/** What became of the items of a request. What was accepted is on disk. */
export class IngestAnswer {
  /**
   * How many items are stored.
   * @example 42
   */
  accepted: number;

  rejected: RejectedItem[];

  /** The id of what was stored, when the request was a single object. */
  id?: string;
}
