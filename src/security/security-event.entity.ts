import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Something that happened and may be an attack. Partitioned by the UTC day of `occurredAt`; a distributed PostgreSQL
 * shards it by `eventId`. The name `security_events` is the view's, for people who query by SQL.
 */
@Entity('security_event_records')
@Index('security_event_records_counted', ['occurredAt', 'severity', 'eventType', 'service'])
@Index('security_event_records_event_type', ['eventType', 'occurredAt'])
@Index('security_event_records_severity', ['severity', 'occurredAt'])
@Index('security_event_records_ip_address', ['ipAddress', 'occurredAt'])
@Index('security_event_records_user_id', ['userId', 'occurredAt'])
@Index('security_event_records_user_agent', { synchronize: false })
@Index('security_event_records_request_id', ['requestId'], { where: 'request_id is not null' })
@Index('security_event_records_trace_id', ['traceId'], { where: 'trace_id is not null' })
@Index('security_event_records_false_positive', ['occurredAt'], { where: 'false_positive_at is not null' })
export class SecurityEvent {
  @PrimaryColumn('text', { name: 'event_id' })
  eventId: string;

  @PrimaryColumn('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @Column('text', { name: 'event_type' })
  eventType: string;

  @Column('text')
  severity: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('inet', { name: 'ip_address', nullable: true })
  ipAddress: string | null;

  @Column('text', { name: 'user_id', nullable: true })
  userId: string | null;

  @Column('text')
  service: string;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text', { name: 'trace_id', nullable: true })
  traceId: string | null;

  @Column('text', { nullable: true })
  endpoint: string | null;

  @Column('text', { name: 'user_agent', nullable: true })
  userAgent: string | null;

  @Column('jsonb', { name: 'additional_data', nullable: true })
  additionalData: Record<string, unknown> | null;

  /** When a person said that it was no attack. */
  @Column('timestamptz', { name: 'false_positive_at', nullable: true })
  falsePositiveAt: Date | null;

  @Column('text', { name: 'false_positive_by', nullable: true })
  falsePositiveBy: string | null;
}
