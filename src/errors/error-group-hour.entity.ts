import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many errors of a group and severity one hour had: statistics over weeks read these rows instead of the events. */
@Entity('error_group_hours')
export class ErrorGroupHour {
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  /** The start of the hour (UTC). */
  @PrimaryColumn('timestamptz', { name: 'hour_at' })
  hourAt: Date;

  @PrimaryColumn('text')
  severity: string;

  @Column('text')
  service: string;

  @Column('text', { name: 'error_type' })
  errorType: string;

  @Column('bigint', { name: 'event_count' })
  eventCount: string;
}
