import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { AttributeFilter } from '../http/attribute-filter.js';
import { ListFilter, TimeRange } from '../http/list.dto.js';
import { LOG_LEVELS, type LogLevel } from './log-level.js';

const LEVELS = Object.keys(LOG_LEVELS);

/** Which log records are meant, whenever they were written. */
export class LogMatch {
  /**
   * Only records of this service.
   * @example "billing"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /** Only records of this level or a worse one. */
  @IsOptional()
  @IsIn(LEVELS)
  level?: LogLevel;

  /**
   * Only records of this trace.
   * @example "4bf92f3577b34da6a3ce929d0e0e4736"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  trace_id?: string;

  /**
   * Only records of this span.
   * @example "00f067aa0ba902b7"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  span_id?: string;

  /**
   * Only records of this request.
   * @example "req-7f3a"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  request_id?: string;

  @AttributeFilter(
    'Only records with this attribute, as `name:value`; the value is compared as text. May be given up to five times: records ' +
      'then have all of them. No index helps: give a range of time, a service or a trace beside it.',
    'payment:4711',
  )
  attribute?: string[];

  @AttributeFilter(
    'Only records without this attribute, as `name:value`; records that do not have the name at all stay. May be given up to five times.',
    'route:/health',
  )
  exclude?: string[];

  /**
   * Only records whose message has this text in it, in capital or small letters, from the start of a word.
   * @example "payment 4711"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  search?: string;
}

/** Which log records are meant, of a range of time. */
export class LogRange extends IntersectionType(TimeRange, LogMatch) {}

/** Which log records to list. */
export class LogFilter extends IntersectionType(ListFilter, LogMatch) {}
