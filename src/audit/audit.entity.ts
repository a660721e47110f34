import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Who did what to which thing, and when. Rows are only ever added: triggers refuse to change or delete them, and each holds a hash over
 * itself and the hash of the one before it. The name `audit_logs` is the view's, for people who query by SQL.
 */
@Entity('audit_entries')
@Index('audit_entries_id', ['id'], { unique: true })
@Index('audit_entries_recorded_at', ['recordedAt'])
@Index('audit_entries_actor', ['actor', 'sequence'])
@Index('audit_entries_action', ['action', 'sequence'])
@Index('audit_entries_target', ['targetType', 'targetId', 'sequence'])
export class AuditEntry {
  /** Its place in the chain, from 1 and without gaps. */
  @PrimaryColumn('bigint')
  sequence: string;

  /** The sender's id, or a UUID: the same entry sent again under it counts once. */
  @Column('text')
  id: string;

  /** When it was written; never before the entry that precedes it. */
  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** When it happened, as the one who reports it says. */
  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('text')
  service: string;

  @Column('text')
  actor: string;

  /** What happened, as thing and past participle: `ingest_key.created`. */
  @Column('text')
  action: string;

  @Column('text', { name: 'target_type' })
  targetType: string;

  @Column('text', { name: 'target_id', nullable: true })
  targetId: string | null;

  @Column('jsonb', { nullable: true })
  before: unknown;

  @Column('jsonb', { nullable: true })
  after: unknown;

  @Column('jsonb', { default: {} })
  details: Record<string, unknown>;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text', { name: 'trace_id', nullable: true })
  traceId: string | null;

  @Column('text', { name: 'ip_address', nullable: true })
  ipAddress: string | null;

  /** The ingest key it came with; null for what was done in this service. */
  @Column('text', { name: 'reported_by', nullable: true })
  reportedBy: string | null;

  @Column('bytea', { name: 'previous_hash' })
  previousHash: Buffer;

  @Column('bytea')
  hash: Buffer;
}
