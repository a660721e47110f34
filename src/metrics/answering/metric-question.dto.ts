import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { STEP, STEP_MESSAGE } from './metric-filter.dto.js';
import { MAX_RANKED } from './rank-groups.js';

/** The most questions of one request. */
export const MAX_QUESTIONS = 20;

/** One question: a metric to aggregate, or arithmetic between others. Fields that are left out may also be null. */
export class MetricQuestion {
  /**
   * By which the answer is told from others, and expressions refer to it.
   * @example "errors"
   */
  @Matches(/^[A-Za-z_]\w{0,63}$/, { message: 'name must be a letter or _ and up to 63 letters, digits or _' })
  name: string;

  /**
   * The metric's name. Either this and `aggregation` or `expression` must be given.
   * @example "http_requests_total"
   */
  @IsOptional()
  @IsString()
  @MaxLength(255)
  metric_name?: string;

  /**
   * As in `GET /metrics`.
   * @example "rate"
   */
  @IsOptional()
  @IsString()
  @MaxLength(16)
  aggregation?: string;

  /** As in `GET /metrics`, or an object of tags that must be equal. */
  @ApiProperty({
    oneOf: [{ type: 'string' }, { type: 'object', additionalProperties: { type: 'string' } }],
    required: false,
    example: 'status=~5..',
  })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'object' && value !== null ? JSON.stringify(value) : value))
  @IsString()
  @MaxLength(4096)
  tags?: string;

  /** Tags to group by: a list, or a text with commas between them. */
  @ApiProperty({
    oneOf: [{ type: 'array', items: { type: 'string' } }, { type: 'string' }],
    required: false,
    example: ['service'],
  })
  @IsOptional()
  @Transform(({ value }) => (isTexts(value) ? value.join(',') : value))
  @IsString()
  @MaxLength(1024)
  group_by?: string;

  /**
   * As in `GET /metrics`; the request's `step` if left out.
   * @example "5m"
   */
  @IsOptional()
  @Matches(STEP, { message: STEP_MESSAGE })
  step?: string;

  /**
   * Arithmetic over the names of other questions that ask for metrics: numbers, `+ - * /` and brackets. Groups with equal
   * tags belong together; a division by zero is null.
   * @example "errors / requests"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  expression?: string;

  /**
   * Only so many groups, those with the greatest mean over the range.
   * @example 10
   */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_RANKED)
  top?: number;

  /** Only so many groups, those with the least mean over the range. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_RANKED)
  bottom?: number;
}

/** Several questions about the same range of time. */
export class MetricQuestions {
  /** ISO 8601 or epoch milliseconds, included. An hour before the end if left out. */
  @ApiProperty({
    oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }],
    required: false,
    example: '2026-11-23T21:15:00Z',
  })
  @IsOptional()
  start_time?: string | number;

  /** ISO 8601 or epoch milliseconds, excluded. Now if left out. */
  @ApiProperty({
    oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }],
    required: false,
    example: '2026-11-23T22:15:00Z',
  })
  @IsOptional()
  end_time?: string | number;

  /**
   * Length of a step where a question does not say otherwise; the whole range is one step if left out.
   * @example "5m"
   */
  @IsOptional()
  @Matches(STEP, { message: STEP_MESSAGE })
  step?: string;

  /** Up to 20. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_QUESTIONS)
  @ValidateNested({ each: true })
  @Type(() => MetricQuestion)
  queries: MetricQuestion[];
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
