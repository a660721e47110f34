import { IsOptional, IsString, MaxLength } from 'class-validator';
import { TimeParameter, TimeRange } from '../../http/list.dto.js';
import type { SpanKind } from '../span-kind.js';

/** What to compare with what. What is not said of the other side is as on the first; at least one thing must be. */
export class ComparisonFilter extends TimeRange {
  /**
   * The service of the root.
   * @example "students"
   */
  @IsString()
  @MaxLength(128)
  service: string;

  /**
   * The operation of the root.
   * @example "POST /api/v1/students"
   */
  @IsString()
  @MaxLength(512)
  operation: string;

  /** The service of the other side. */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  with_service?: string;

  /**
   * The operation of the other side.
   * @example "PUT /api/v1/students/{id}"
   */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  with_operation?: string;

  @TimeParameter('From when on traces of the other side began. Alone, the range is as long as the first.')
  with_start_time?: number;

  @TimeParameter('Before when traces of the other side began. Alone, the range is as long as the first.')
  with_end_time?: number;
}

/** One side: which traces, how many there were, and how long they took. */
export class ComparedSide {
  /** @example "students" */
  service: string;

  /** @example "POST /api/v1/students" */
  operation: string;

  /** @example "2026-11-23T21:00:00.000Z" */
  start_time: string;

  /** @example "2026-11-23T22:00:00.000Z" */
  end_time: string;

  /**
   * How many traces of the range are stored; the latest 20,000 are looked at.
   * @example 1250
   */
  traces: number;

  /** False when there are more than 20,000. */
  complete: boolean;

  /** The share of them with a failed span, 0 to 1. */
  error_ratio: number;

  /**
   * Half of their roots took at most so many milliseconds; null without any.
   * @example 42.5
   */
  p50_ms: number | null;

  p95_ms: number | null;

  /**
   * How many of them were drawn, evenly over the range, to look at their spans: 200, or fewer with more than 20,000 spans in all.
   * @example 200
   */
  sampled_traces: number;

  /** @example 2000 */
  sampled_spans: number;

  /**
   * How long the roots of those took on average.
   * @example 51.2
   */
  sampled_mean_ms: number | null;
}

/** What an operation adds to a trace; traces without it count as 0. */
export class OperationShareView {
  /** @example 4.2 */
  count_per_trace: number;

  /** Its time without its children, on average. */
  self_ms: number;

  self_p50_ms: number;
  self_p95_ms: number;

  /** The time for which the root waited for it, on average: all together are as long as the root. */
  critical_ms: number;
}

/** An operation on both sides. */
export class ComparedOperationView {
  /** @example "billing" */
  service: string;

  /** @example "SELECT fees" */
  operation: string;

  kind: SpanKind;
  base: OperationShareView;
  compared: OperationShareView;

  /** How much more of its own time it takes on the other side; below 0 for less. */
  self_difference_ms: number;

  /** How much longer the root waits for it on the other side. */
  critical_difference_ms: number;
}

/** Where the time goes on two sides. */
export class TraceComparison {
  base: ComparedSide;
  compared: ComparedSide;

  /** Those that make the most difference to how long the roots took come first. At most 100. */
  items: ComparedOperationView[];

  /** How many operations more there are. */
  left_out: number;
}
