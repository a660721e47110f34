import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/** A service's key for sending data. Only a hash of the secret is kept; `hint` is its last characters, for people to tell keys apart. */
@Entity('ingest_keys')
@Unique('ingest_keys_key_hash_key', ['keyHash'])
export class IngestKey {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  /** SHA-256 of the secret: it is 256 random bits, so a slow password hash would add nothing. */
  @Column('bytea', { name: 'key_hash' })
  keyHash: Buffer;

  @Column('text')
  hint: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('text', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;

  /** To the minute, and up to a minute late; null while it never was. */
  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt: Date | null;
}
