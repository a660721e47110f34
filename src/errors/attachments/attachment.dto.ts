/** A file that came with an error. */
export class AttachmentView {
  attachment_id: string;

  /** @example "config.json" */
  name: string;

  /**
   * What the sender says it is.
   * @example "application/json"
   */
  content_type: string;

  /** @example 512 */
  size_bytes: number;
}

/** The files that came with an error. */
export class AttachmentList {
  items: AttachmentView[];

  /** Always null: all are in one answer. */
  next_cursor: string | null;
}
