import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What the search shows of a trace, kept up to date as its spans arrive.
 * Partitioned by `dayAt`, the UTC day of the span that arrived first; a distributed PostgreSQL shards it by `traceId`.
 */
@Entity('traces')
@Index('traces_started_at', ['startedAt'])
@Index('traces_root_operation', ['rootOperation', 'startedAt'])
@Index('traces_failed', ['startedAt'], { where: 'error_count > 0' })
@Index('traces_pending', ['traceId'], { where: 'pending' })
@Index('traces_passed_over', ['startedAt'], { where: 'sampling IS NULL AND NOT pending' })
@Index('traces_services', { synchronize: false })
@Index('traces_duration', { synchronize: false })
export class Trace {
  @PrimaryColumn('text', { name: 'trace_id' })
  traceId: string;

  @PrimaryColumn('timestamptz', { name: 'day_at' })
  dayAt: Date;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  /** The latest end, or start, of any span that has arrived. */
  @Column('timestamptz', { name: 'ended_at' })
  endedAt: Date;

  /** The operation of the span without a parent, or of the earliest span until that one arrives. */
  @Column('text', { name: 'root_operation' })
  rootOperation: string;

  @Column('text', { name: 'root_service' })
  rootService: string;

  @Column('boolean', { name: 'root_known' })
  rootKnown: boolean;

  @Column('integer', { name: 'span_count' })
  spanCount: number;

  @Column('integer', { name: 'open_span_count' })
  openSpanCount: number;

  /** Finished spans with the status `error`. */
  @Column('integer', { name: 'error_count' })
  errorCount: number;

  @Column('text', { array: true })
  services: string[];

  /** Of the span without a parent; null while that one has not ended. */
  @Column('double precision', { name: 'root_duration_ms', nullable: true })
  rootDurationMs: number | null;

  /** When a span of it arrived last. */
  @Column('timestamptz', { name: 'last_arrived_at', default: () => 'now()' })
  lastArrivedAt: Date;

  /** True while it waits for the decision whether it is kept. */
  @Column('boolean', { default: false })
  pending: boolean;

  /** Why it is kept, one of SAMPLING_REASONS; null while it is not. */
  @Column('text', { nullable: true })
  sampling: string | null;

  /** When it was decided on for the first time. */
  @Column('timestamptz', { name: 'decided_at', nullable: true })
  decidedAt: Date | null;

  /** Hashes of `name:value` of its kept spans; null when they are not known, or too many. */
  @Column('integer', { name: 'attribute_hashes', array: true, nullable: true })
  attributeHashes: number[] | null;
}
