import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsInt, Max, Min, ValidateNested } from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { MatcherField } from '../rules/matcher.dto.js';

/** Of which alerts nobody is told, when, and for how long. */
export class MaintenanceWindowRequest {
  /**
   * Why; it is the reason that muted alerts show.
   * @example "Backups run at night."
   */
  @IsLine(1000)
  comment: string;

  /** Compared with the alert's labels and tags and with name, severity, source and rule_id; an alert must meet all. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(32)
  @ValidateNested({ each: true })
  @Type(() => MatcherField)
  matchers: MatcherField[];

  /**
   * When it begins: minute, hour, day of the month, month and day of the week, with seconds before them if need be.
   * @example "0 3 * * 6"
   */
  @IsLine(200)
  cron: string;

  /**
   * The zone whose clock the expression means; UTC when left out.
   * @example "Africa/Nairobi"
   */
  @IfGiven()
  @IsLine(64)
  time_zone?: string;

  /**
   * For how long it holds each time, at most a week.
   * @example 120
   */
  @IsInt()
  @Min(1)
  @Max(10_080)
  duration_minutes: number;

  /** True when left out. */
  @IfGiven()
  @IsBoolean()
  enabled?: boolean;
}

/** The terms to change; what is left out stays as it is. */
export class MaintenanceWindowPatch extends PartialType(MaintenanceWindowRequest, { skipNullProperties: false }) {}

/** One time that a window holds. */
export class OccurrenceView {
  starts_at: string;
  ends_at: string;
}

/** Again and again, for a while, nobody is told of the alerts that meet all matchers. */
export class MaintenanceWindowView {
  maintenance_window_id: string;
  comment: string;
  matchers: MatcherField[];
  cron: string;
  time_zone: string;
  duration_minutes: number;
  enabled: boolean;
  /** Whether it holds now. */
  is_active: boolean;
  /** The one that holds now, if any, and those that follow; none while it is not enabled. */
  next_occurrences: OccurrenceView[];
  created_at: string;
  updated_at: string;
}

/** Every maintenance window, the oldest first. */
export class MaintenanceWindowList {
  items: MaintenanceWindowView[];
  next_cursor: string | null;
}
