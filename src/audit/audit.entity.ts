import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Who did what to which thing, and when. Rows are only ever added. */
@Entity('audit_entries')
@Index('audit_entries_recorded_at', { synchronize: false })
export class AuditEntry {
  @PrimaryColumn('uuid')
  id: string;

  @PrimaryColumn('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('text')
  actor: string;

  /** What happened, as thing and past participle: `ingest_key.created`. */
  @Column('text')
  action: string;

  @Column('text', { name: 'target_type' })
  targetType: string;

  @Column('text', { name: 'target_id', nullable: true })
  targetId: string | null;

  @Column('jsonb', { default: {} })
  details: Record<string, unknown>;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text', { name: 'ip_address', nullable: true })
  ipAddress: string | null;
}
