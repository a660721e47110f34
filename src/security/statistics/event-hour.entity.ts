import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How many security events of a kind one hour had, of one value of a key (`ip_address`, `user_id`, `endpoint`, `user_agent`) or of everything
 * (`all`); events that were no attack are not among them. Partitioned by the UTC day of `hourAt`.
 */
@Entity('security_event_hours')
export class SecurityEventHour {
  @PrimaryColumn('text')
  key: string;

  /** The start of the hour (UTC). */
  @PrimaryColumn('timestamptz', { name: 'hour_at' })
  hourAt: Date;

  /** Half of the value's SHA-256: values may be longer than what an index takes. */
  @PrimaryColumn('uuid', { name: 'value_hash' })
  valueHash: string;

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

  /** Each event as often as it says it happened. */
  @Column('double precision', { name: 'occurrence_count' })
  occurrenceCount: number;

  @Column('timestamptz', { name: 'first_at' })
  firstAt: Date;

  @Column('timestamptz', { name: 'last_at' })
  lastAt: Date;
}
