import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsOptional, ValidateNested } from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { asTime, timeFault } from '../../http/time-field.js';
import { MatcherField } from '../rules/matcher.dto.js';

/** Where a silence stands: it has not begun, it holds, or it is over. */
export const SILENCE_STATUSES = ['pending', 'active', 'expired'] as const;
export type SilenceStatus = (typeof SILENCE_STATUSES)[number];

/** Which silences to list. */
export class SilenceFilter {
  /** One or more of pending, active, expired, with commas between them; pending and active when left out. */
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(SILENCE_STATUSES, { each: true })
  status?: SilenceStatus[] = ['pending', 'active'];
}

/** Of which alerts nobody is told, and for how long. */
export class SilenceRequest {
  /** Compared with the alert's labels and tags and with name, severity, source and rule_id; an alert must meet all. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => MatcherField)
  matchers: MatcherField[];

  /** ISO 8601 or epoch milliseconds; now when left out. */
  @ApiProperty({ type: String, required: false, example: '2026-11-23T22:00:00Z' })
  @IfGiven()
  @Transform(asTime)
  @IsInt(timeFault)
  starts_at?: number;

  /** ISO 8601 or epoch milliseconds; later than the start and than now. */
  @ApiProperty({ type: String, example: '2026-11-24T02:00:00Z' })
  @Transform(asTime)
  @IsInt(timeFault)
  ends_at: number;

  /**
   * Why; it is the reason that muted alerts show.
   * @example "The provider is moving its servers."
   */
  @IsLine(1000)
  comment: string;
}

/** From one time to another nobody is told of the alerts that meet all matchers. */
export class SilenceView {
  silence_id: string;
  status: SilenceStatus;
  matchers: MatcherField[];
  starts_at: string;
  ends_at: string;
  /** Who made it. */
  author: string;
  comment: string;
  created_at: string;
}

/** Silences, the last to end first. */
export class SilenceList {
  items: SilenceView[];
  next_cursor: string | null;
}
