import { IntersectionType } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { PageFilter } from '../../http/list.dto.js';
import { SEVERITIES, type Severity } from '../severity.js';
import { GROUP_STATUSES, type GroupStatus } from './group-status.js';

export const GROUP_SORTS = ['last_seen', 'first_seen', 'events', 'users'] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];
export const GROUP_MARKS = ['new', 'escalating', 'regressed'] as const;
export type GroupMark = (typeof GROUP_MARKS)[number];

/** Which groups are meant, whatever their state. */
export class ErrorGroupSelection {
  /**
   * Only groups of this service.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /**
   * Only groups of this type.
   * @example "ValidationError"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  error_type?: string;

  /** Only groups whose latest event has this severity. */
  @IsOptional()
  @IsIn(SEVERITIES)
  severity?: Severity;

  /**
   * Only groups that somebody works on.
   * @example "ada@oneclass.example"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  assignee?: string;

  /**
   * Only groups that had events of this release.
   * @example "2.4.1"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  release?: string;

  /**
   * Only groups whose type, message or culprit has this text in it, in capital or small letters.
   * @example "student id"
   */
  @IsOptional()
  @IsString()
  @Length(1, 256)
  search?: string;
}

/** Which groups to list. */
export class ErrorGroupFilter extends IntersectionType(ErrorGroupSelection, PageFilter) {
  /** Only groups of this status. */
  @IsOptional()
  @IsIn(GROUP_STATUSES)
  status?: GroupStatus;

  /** Only unresolved groups that are new, escalating or back after they had been resolved. */
  @IsOptional()
  @IsIn(GROUP_MARKS)
  mark?: GroupMark;

  /** The most recent, the newest, the most frequent or those that hit the most users first. */
  @IsOptional()
  @IsIn(GROUP_SORTS)
  sort: GroupSort = 'last_seen';
}

/** What to change of a group; what is left out stays. */
export class ErrorGroupChange {
  @IfGiven()
  @IsIn(GROUP_STATUSES)
  status?: GroupStatus;

  /**
   * With `resolved`: later events of releases it had before are not told as a regression.
   * @example "2.4.2"
   */
  @IfGiven()
  @IsLine(128)
  resolved_in_release?: string;

  /**
   * With `ignored`: until this time, ISO 8601.
   * @example "2026-12-01T00:00:00Z"
   */
  @IfGiven()
  @IsISO8601({ strict: true })
  ignored_until?: string;

  /**
   * With `ignored`: until so many more events have come.
   * @example 100
   */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  ignored_for_count?: number;

  /**
   * With `ignored`: until so many more users have been hit.
   * @example 10
   */
  @IfGiven()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  ignored_for_users?: number;

  /**
   * Who works on it; null for nobody.
   * @example "ada@oneclass.example"
   */
  @IsOptional()
  @IsLine(128)
  assignee?: string | null;

  /** @example "Fixed by checking the format in the form." */
  @IfGiven()
  @IsString()
  @Length(1, 4096)
  comment?: string;
}

/** Which groups to merge. */
export class ErrorGroupMerge {
  /**
   * They become part of the group in the path; all of one service.
   * @example ["5d6a1c4e-9c3f-8b1d-a2f0-7b9e6c1d2a3f"]
   */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsUUID('all', { each: true })
  group_ids: string[];
}
