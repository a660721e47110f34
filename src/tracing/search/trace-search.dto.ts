import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { AttributeFilter } from '../../http/attribute-filter.js';
import { ListFilter } from '../../http/list.dto.js';
import type { SamplingReason } from '../sampling/decide-sampling.js';
import { TRACE_SORTS, type TraceSort } from './trace-order.js';

/** Which traces to list. */
export class TraceFilter extends ListFilter {
  /**
   * Only traces in which this service took part.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /**
   * Only traces whose root operation has this name.
   * @example "POST /api/v1/students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  operation?: string;

  /** `error`: at least one finished span failed; `ok`: none did. */
  @IsOptional()
  @IsIn(['ok', 'error'])
  status?: 'ok' | 'error';

  /**
   * Only traces that took at least this many milliseconds.
   * @example 500
   */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  min_duration_ms?: number;

  /**
   * Only traces that took at most this many milliseconds.
   * @example 10000
   */
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  max_duration_ms?: number;

  @AttributeFilter(
    'Only traces with a span that has this attribute, as `name:value`; the value is compared as text. May be given up to five times: ' +
      'one span then has all of them. With `service` it is a span of that service.',
    'http.route:/api/v1/students',
  )
  attribute?: string[];

  /** `recent`: those that began last come first; `slowest`: those that took longest. */
  @IsOptional()
  @IsIn(TRACE_SORTS)
  sort: TraceSort = 'recent';
}

/** A trace as the search shows it. */
export class TraceSummary {
  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id: string;

  /**
   * The operation of the span without a parent; of the earliest span while that one has not arrived.
   * @example "POST /api/v1/students"
   */
  root_operation: string;

  /** @example "students" */
  root_service: string;

  /** @example "2026-11-23T22:15:00.000125Z" */
  started_at: string;

  /**
   * From the earliest start to the latest end of any span that has arrived.
   * @example 42.375
   */
  duration_ms: number;

  /** @example 7 */
  span_count: number;

  /** Spans that have not been finished. */
  open_span_count: number;

  /** Finished spans with the status `error`. */
  error_count: number;

  /** `error` when a finished span failed, else `ok`. */
  status: 'ok' | 'error';

  /** @example ["billing", "students"] */
  services: string[];

  /**
   * Why the trace is kept for the full retention: it failed, it was slow, a rule keeps it, it was never finished, or it is one of the share
   * of ordinary traces that is kept. Null while that is not decided, and for those that go after TRACE_RECENT_HOURS.
   */
  sampling: SamplingReason | null;
}

/** A page of traces, in the order asked for. */
export class TracePage {
  items: TraceSummary[];

  /**
   * Null on the last page. With `attribute` a page may hold fewer traces than asked for, or none, and still have a cursor: what was not
   * looked at in a second is looked at for the next one.
   */
  next_cursor: string | null;
}
