import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The end of the chain, in one row: whoever adds entries locks it first. */
@Entity('audit_head')
export class AuditHead {
  @PrimaryColumn('boolean', { default: true })
  single: boolean;

  /** The last entry's place; 0 before the first. */
  @Column('bigint')
  sequence: string;

  @Column('bytea')
  hash: Buffer;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;
}
