import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject, sign, verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { keptSecret } from '../../config/kept-secret.js';
import { canonicalJson } from '../../database/canonical-json.js';
import type { Checkpoint, UnsignedCheckpoint } from './checkpoint.js';

/** What stands before the 32 bytes of a private key of Ed25519 in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Signs checkpoints with a key that the database does not have, and knows its own signature again. */
@Injectable()
export class CheckpointSigner {
  readonly publicKey: string;
  private readonly key: KeyObject;

  constructor(environment: Environment) {
    const secret =
      environment.get('AUDIT_SIGNING_SECRET') ?? keptSecret(environment.get('DATA_DIR'), 'audit-signing-secret');
    const seed = Buffer.from(hkdfSync('sha256', secret, '', 'audit checkpoints', 32));
    this.key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.key).export({ format: 'jwk' }).x!;
  }

  sign(facts: Omit<UnsignedCheckpoint, 'public_key'>): Checkpoint {
    const { sequence, hash, kind, made_at } = facts;
    const unsigned = { sequence, hash, kind, made_at, public_key: this.publicKey };
    return { ...unsigned, signature: sign(null, bytesOf(unsigned), this.key).toString('base64url') };
  }

  /** Whether a checkpoint says it is of this key; only then can anything be said of its signature. */
  isOwn({ public_key }: Checkpoint): boolean {
    return public_key === this.publicKey;
  }

  /** Whether this key has signed exactly this. */
  verifies({ sequence, hash, kind, made_at, public_key, signature }: Checkpoint): boolean {
    const unsigned = { sequence, hash, kind, made_at, public_key };
    return verify(null, bytesOf(unsigned), createPublicKey(this.key), Buffer.from(signature, 'base64url'));
  }
}

function bytesOf(unsigned: UnsignedCheckpoint): Buffer {
  return Buffer.from(canonicalJson(unsigned));
}
