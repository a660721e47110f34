import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What `security_event_hours` has of the values of keys, added up by the UTC day. Partitioned by `key`: a question is of one. */
@Entity('security_event_days')
@Index('security_event_days_day_at', ['dayAt'])
export class SecurityEventDay {
  @PrimaryColumn('text')
  key: string;

  @PrimaryColumn('uuid', { name: 'value_hash' })
  valueHash: string;

  /** The start of the day (UTC). */
  @PrimaryColumn('timestamptz', { name: 'day_at' })
  dayAt: Date;

  @PrimaryColumn('text', { name: 'event_type' })
  eventType: string;

  @PrimaryColumn('text')
  severity: string;

  @PrimaryColumn('text')
  service: string;

  @Column('text')
  value: string;

  @Column('bigint', { name: 'event_count' })
  eventCount: string;

  @Column('double precision', { name: 'occurrence_count' })
  occurrenceCount: number;

  @Column('timestamptz', { name: 'first_at' })
  firstAt: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;
}
