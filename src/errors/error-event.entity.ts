import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ExceptionView } from './exception.dto.js';

/** One error that happened in a service. Partitioned by the UTC day of `occurredAt`; a distributed PostgreSQL shards it by `groupId`. */
@Entity('error_events')
@Index('error_events_occurred_at', ['occurredAt'])
@Index('error_events_service', ['service', 'occurredAt'])
@Index('error_events_error_type', ['errorType', 'occurredAt'])
@Index('error_events_severity', ['severity', 'occurredAt'])
@Index('error_events_error_id', { synchronize: false })
@Index('error_events_trace_id', ['traceId'], { where: 'trace_id IS NOT NULL' })
@Index('error_events_request_id', ['requestId'], { where: 'request_id IS NOT NULL' })
export class ErrorEvent {
  /** The group of its fingerprint, also when that was merged into another. */
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  @PrimaryColumn('timestamptz', { name: 'occurred_at' })
  occurredAt: Date;

  @PrimaryColumn('text', { name: 'error_id' })
  errorId: string;

  @Column('text', { name: 'error_type' })
  errorType: string;

  @Column('text', { name: 'error_message' })
  errorMessage: string;

  @Column('text')
  severity: string;

  @Column('text')
  service: string;

  @Column('text', { nullable: true })
  environment: string | null;

  @Column('text', { nullable: true })
  release: string | null;

  @Column('text', { nullable: true })
  endpoint: string | null;

  @Column('text', { name: 'http_method', nullable: true })
  httpMethod: string | null;

  @Column('integer', { name: 'status_code', nullable: true })
  statusCode: number | null;

  /** The innermost frame of the service's own code, when the stack names one. */
  @Column('text', { nullable: true })
  culprit: string | null;

  /** Null when there is none, or when it is shared. */
  @Column('text', { name: 'stack_trace', nullable: true })
  stackTrace: string | null;

  /** The stack that it shares with other errors. */
  @Column('uuid', { name: 'stack_id', nullable: true })
  stackId: string | null;

  @Column('text', { name: 'user_id', nullable: true })
  userId: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text', { name: 'trace_id', nullable: true })
  traceId: string | null;

  @Column('text', { name: 'span_id', nullable: true })
  spanId: string | null;

  @Column('jsonb', { default: {} })
  tags: Record<string, string>;

  @Column('jsonb', { name: 'additional_data', nullable: true })
  additionalData: Record<string, unknown> | null;

  /** As the sender told them; null when it told a stack trace as text, or none. */
  @Column('jsonb', { nullable: true })
  exceptions: ExceptionView[] | null;

  /** What of the event could not be read or kept. */
  @Column('text', { name: 'processing_errors', array: true, nullable: true })
  processingErrors: string[] | null;
}
