import type { ChainPoint } from '../chain/check-chain.js';

/**
 * `regular` says how the chain was at a moment, so that who changes it has to change what is kept elsewhere too; `cut` also that the entries up to
 * it have been let go by the retention.
 */
export const CHECKPOINT_KINDS = ['regular', 'cut'] as const;
export type CheckpointKind = (typeof CHECKPOINT_KINDS)[number];

/** What is signed: the chain's last entry at a moment. */
export interface UnsignedCheckpoint extends ChainPoint {
  readonly kind: CheckpointKind;
  /** ISO 8601. */
  readonly made_at: string;
  /** Of Ed25519 (RFC 8032), its 32 bytes in base64url. */
  readonly public_key: string;
}

/** A checkpoint as it is kept and sent. */
export interface Checkpoint extends UnsignedCheckpoint {
  /** Of Ed25519 over the other fields as canonical JSON (RFC 8785), in base64url. */
  readonly signature: string;
}
