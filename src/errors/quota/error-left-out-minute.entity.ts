import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many errors of a group and severity one minute had that are counted and not stored. */
@Entity('error_left_out_minutes')
export class ErrorLeftOutMinute {
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  /** The start of the minute. */
  @PrimaryColumn('timestamptz', { name: 'minute_at' })
  minuteAt: Date;

  @PrimaryColumn('text')
  severity: string;

  @Column('text')
  service: string;

  @Column('text', { name: 'error_type' })
  errorType: string;

  @Column('bigint', { name: 'event_count' })
  eventCount: string;
}
