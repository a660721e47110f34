import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last checkpoint of the audit trail that a channel delivered. */
@Entity('audit_checkpoint_deliveries')
export class CheckpointDelivery {
  @PrimaryColumn('text')
  channel: string;

  @Column('bigint')
  sequence: string;

  @Column('timestamptz', { name: 'delivered_at' })
  deliveredAt: Date;
}
