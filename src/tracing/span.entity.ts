import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Attributes } from '../resources/attributes.js';
import type { LeftOut, SpanEvent, SpanLink } from './span.js';

/** One operation of a trace. Partitioned by the UTC day of `startedAt`; a distributed PostgreSQL shards it by `traceId`. */
@Entity('spans')
@Index('spans_tags', { synchronize: false })
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
  tags: Attributes;

  /** The library that recorded it, with its version. */
  @Column('text', { nullable: true })
  scope: string | null;

  /** W3C `tracestate`. */
  @Column('text', { name: 'trace_state', nullable: true })
  traceState: string | null;

  @Column('jsonb', { nullable: true })
  events: SpanEvent[] | null;

  @Column('jsonb', { nullable: true })
  links: SpanLink[] | null;

  /** How much of it was too much to be kept; null when nothing was. */
  @Column('jsonb', { name: 'left_out', nullable: true })
  leftOut: LeftOut | null;

  /** What sent it, an id of `resources`; null from the JSON door. */
  @Column('bigint', { name: 'resource_id', nullable: true })
  resourceId: string | null;

  /** How often the row was written over: 0 for a new span, 1 once it was finished later. */
  @Column('smallint', { default: 0 })
  revision: number;
}
