import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { TimeRange } from '../../http/list.dto.js';

/** What can change. */
export const CHANGE_KINDS = [
  'deployment',
  'service_started',
  'alert_fired',
  'alert_resolved',
  'error_group_new',
  'error_group_regressed',
  'configuration',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Which changes to list. Without a range: those of the last hour. */
export class ChangeFilter extends TimeRange {
  /**
   * Only changes of this service; those of the configuration belong to none.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  service?: string;

  /** How many, the newest. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 200;
}

/** Where to read more of a change. */
export class ChangeLink {
  /** `service` by its name, `alert` by `alert_id`, `error_group` by `group_id`, `audit_entry` by `sequence`. */
  @ApiProperty({ enum: ['service', 'alert', 'error_group', 'audit_entry'] })
  kind: 'service' | 'alert' | 'error_group' | 'audit_entry';

  id: string;
}

/** Something that changed, as a mark on a chart tells it. */
export class ChangeView {
  /** @example "2026-11-23T22:15:00.000Z" */
  at: string;

  /**
   * `deployment`: a version of a service was seen for the first time; `service_started`: a service was; `configuration`: somebody
   * changed this service's settings, rules, channels, keys or the like.
   */
  @ApiProperty({ enum: CHANGE_KINDS })
  kind: ChangeKind;

  /**
   * Text from outside: never markup.
   * @example "students 1.4.0"
   */
  title: string;

  /** Null for what belongs to no service. */
  service: string | null;

  /** Of an alert or a group of errors. */
  @ApiProperty({ enum: ['critical', 'error', 'warning', 'info'], nullable: true })
  severity: 'critical' | 'error' | 'warning' | 'info' | null;

  link: ChangeLink;

  /** When an alert that fired was resolved; null for all else, and while it goes on. */
  until: string | null;
}

/** What changed, the newest first. */
export class ChangeList {
  start_time: string;
  end_time: string;
  items: ChangeView[];
}
