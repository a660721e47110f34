import { CHECKPOINT_KINDS, type CheckpointKind } from './checkpoint.js';

/** A signed statement of how the trail was at a moment. Kept elsewhere, it shows whether what it knows is still there. */
export class CheckpointView {
  /**
   * The last entry there was.
   * @example 42
   */
  sequence: number;

  /**
   * That entry's hash.
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  hash: string;

  /**
   * `cut`: the entries up to this one have been let go by the retention.
   * @example "regular"
   */
  kind: CheckpointKind = CHECKPOINT_KINDS[0];

  /** @example "2026-11-23T22:15:00.000Z" */
  made_at: string;

  /**
   * Of Ed25519 (RFC 8032), in base64url.
   * @example "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"
   */
  public_key: string;

  /** Of Ed25519 over the other fields as canonical JSON (RFC 8785), in base64url. */
  signature: string;
}

/** Checkpoints, the newest first. */
export class CheckpointList {
  items: CheckpointView[];
}

/** The first place where the trail is not what was written. */
export class ChainBreakView {
  /** @example 17 */
  sequence: number;

  /** The entry's id; null when it is missing. */
  id: string | null;

  /** @example "the entry is not what was written: its hash is of other contents" */
  reason: string;
}

/** What came of checking the whole trail. */
export class AuditVerification {
  /** Whether every entry is as it was written, and none is missing, as far as the checkpoints know. */
  intact: boolean;

  /** How many entries were checked. */
  entries: number;

  /**
   * The last of them.
   * @example 42
   */
  last_sequence: number;

  /** Its hash. */
  hash: string;

  /** How many checkpoints agree, the one in the file `audit-checkpoint.json` among them. */
  checkpoints: number;

  /** How many were signed with another key, and say nothing that could be relied on. */
  foreign_checkpoints: number;

  broken: ChainBreakView | null;

  duration_ms: number;
}
