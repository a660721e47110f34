import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Errors of one service with one cause, as far as their type and stack or message tell. `eventCount` also counts events that have expired since. */
@Entity('error_groups')
export class ErrorGroup {
  /** Made from what the events have in common, so every replica gives a group the same id. */
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  @Column('text')
  service: string;

  @Column('text', { name: 'error_type' })
  errorType: string;

  /** The message of the latest event. */
  @Column('text', { name: 'error_message' })
  errorMessage: string;

  /** The innermost frame of the service's own code, when the stack names one. */
  @Column('text', { nullable: true })
  culprit: string | null;

  /** The severity of the latest event. */
  @Column('text')
  severity: string;

  @Column('bigint', { name: 'event_count' })
  eventCount: string;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;
}
