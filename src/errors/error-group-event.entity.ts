import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** What people did to a group, and what became of it by itself. Goes with its group. */
@Entity('error_group_events')
@Index('error_group_events_group_id', ['groupId', 'eventId'])
export class ErrorGroupEvent {
  @PrimaryGeneratedColumn('identity', { name: 'event_id', type: 'bigint' })
  eventId: string;

  @Column('uuid', { name: 'group_id' })
  groupId: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  kind: string;

  /** Null when nobody did it. */
  @Column('text', { nullable: true })
  actor: string | null;

  @Column('jsonb', { default: {} })
  details: Record<string, unknown>;
}
