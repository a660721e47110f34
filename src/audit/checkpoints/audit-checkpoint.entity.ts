import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A signed statement of how the chain was at a moment. Rows are only ever added. */
@Entity('audit_checkpoints')
export class AuditCheckpoint {
  @PrimaryColumn('bigint')
  sequence: string;

  /** `regular`, or `cut`: what is up to it may be gone. */
  @PrimaryColumn('text')
  kind: string;

  @Column('bytea')
  hash: Buffer;

  @Column('timestamptz', { name: 'made_at' })
  madeAt: Date;

  /** Of Ed25519, its 32 bytes in base64url. */
  @Column('text', { name: 'public_key' })
  publicKey: string;

  @Column('text')
  signature: string;
}
