import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One operation of a trace. Partitioned by the UTC day of `startedAt`; a distributed PostgreSQL shards it by `traceId`. */
@Entity('spans')
export class Span {
  /** As the sender gave it: a W3C trace id or any other text. */
  @PrimaryColumn('text', { name: 'trace_id' })
  traceId: string;

  @PrimaryColumn('text', { name: 'span_id' })
  spanId: string;

  @PrimaryColumn('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('text', { name: 'parent_span_id', nullable: true })
  parentSpanId: string | null;

  @Column('text', { name: 'operation_name' })
  operationName: string;

  @Column('text', { name: 'service_name' })
  serviceName: string;

  @Column('text')
  kind: string;

  /** Null while the span is open. */
  @Column('double precision', { name: 'duration_ms', nullable: true })
  durationMs: number | null;

  @Column('text')
  status: string;

  @Column('text', { name: 'status_message', nullable: true })
  statusMessage: string | null;

  @Column('jsonb', { default: {} })
  tags: Record<string, string>;

  /** How often the row was written over: 0 for a new span, 1 once it was finished later. */
  @Column('smallint', { default: 0 })
  revision: number;
}
