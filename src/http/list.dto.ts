import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional, IntersectionType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { parseTime } from './time.js';

/** An optional time in a query: ISO 8601 or epoch milliseconds in, epoch milliseconds to the handler. */
export function TimeParameter(description: string, example = '2026-11-23T22:00:00Z'): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, description: `${description} ISO 8601 or epoch milliseconds.`, example }),
    IsOptional(),
    Transform(({ value }) => parseTime(value) ?? value),
    IsInt({ message: 'must be a time: ISO 8601 with its zone, or epoch milliseconds' }),
  );
}

/** A range of time. */
export class TimeRange {
  @TimeParameter('Only what happened at or after this time.')
  start_time?: number;

  @TimeParameter('Only what happened before this time.', '2026-11-23T23:00:00Z')
  end_time?: number;
}

/** Which page of a list, and how long. */
export class PageFilter {
  /** How many items a page holds. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 50;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  cursor?: string;
}

/** What every list of things that happened takes: a range of time and a page. */
export class ListFilter extends IntersectionType(TimeRange, PageFilter) {}
