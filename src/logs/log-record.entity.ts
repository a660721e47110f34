import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One line of a service's log. Partitioned by the UTC day of `occurredAt`; a distributed PostgreSQL shards it by `logId`. */
@Entity('log_records')
@Index('log_records_occurred_at', ['occurredAt'])
@Index('log_records_service', ['service', 'occurredAt'])
@Index('log_records_failures', ['occurredAt'], { where: 'severity_number >= 17' })
@Index('log_records_trace_id', ['traceId'], { where: 'trace_id IS NOT NULL' })
@Index('log_records_request_id', ['requestId'], { where: 'request_id IS NOT NULL' })
export class LogRecord {
  @PrimaryColumn('text', { name: 'log_id' })
  logId: string;

  @PrimaryColumn('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  /** OpenTelemetry's severity number, 1 to 24; four to each level: from 1 trace, 5 debug, 9 info, 13 warn, 17 error, 21 fatal. */
  @Column('smallint', { name: 'severity_number' })
  severityNumber: number;

  @Column('text')
  message: string;

  @Column('text')
  service: string;

  @Column('text', { nullable: true })
  logger: string | null;

  @Column('text', { nullable: true })
  host: string | null;

  @Column('text', { nullable: true })
  environment: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text', { name: 'trace_id', nullable: true })
  traceId: string | null;

  @Column('text', { name: 'span_id', nullable: true })
  spanId: string | null;

  @Column('text', { name: 'user_id', nullable: true })
  userId: string | null;

  @Column('jsonb', { nullable: true })
  attributes: Record<string, unknown> | null;

  /** What kind of event it tells of, when it is one of OpenTelemetry's events. */
  @Column('text', { name: 'event_name', nullable: true })
  eventName: string | null;

  /** What sent it, an id of `resources`; null from the JSON door. */
  @Column('bigint', { name: 'resource_id', nullable: true })
  resourceId: string | null;
}
