import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Length, Max, MaxLength, Min } from 'class-validator';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';
import { PageFilter } from '../../http/list.dto.js';
import { type ErrorView } from '../error.dto.js';
import { SEVERITIES, type Severity } from '../severity.js';

export const GROUP_STATUSES = ['unresolved', 'resolved', 'ignored'] as const;
export type GroupStatus = (typeof GROUP_STATUSES)[number];
export const GROUP_SORTS = ['last_seen', 'first_seen', 'events'] as const;
export type GroupSort = (typeof GROUP_SORTS)[number];

/** Which groups to list. */
export class ErrorGroupFilter extends PageFilter {
  /** Only groups of this status. */
  @IsOptional()
  @IsIn(GROUP_STATUSES)
  status?: GroupStatus;

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

  /** The most recent, the newest or the most frequent first. */
  @IsOptional()
  @IsIn(GROUP_SORTS)
  sort: GroupSort = 'last_seen';
}

/** Errors of one service with one cause. */
export class ErrorGroupView {
  group_id: string;

  /** @example "students" */
  service: string;

  /** @example "ValidationError" */
  error_type: string;

  /**
   * Of the latest event.
   * @example "Invalid student ID format"
   */
  error_message: string;

  /** @example "checkId (students/check-id.js)" */
  culprit: string | null;

  severity: Severity;

  @ApiProperty({ enum: GROUP_STATUSES })
  status: GroupStatus;

  /** When somebody, or a new event, changed its status last. */
  status_changed_at: string | null;

  /** The release it was resolved in. */
  resolved_in_release: string | null;

  /** It is ignored until then. */
  ignored_until: string | null;

  /** It is ignored until it has had so many events. */
  ignored_until_count: number | null;

  /** When it came back after it had been resolved, the last time; null when it has not since. */
  regressed_at: string | null;

  assignee: string | null;

  /**
   * All it ever had, also those that have expired.
   * @example 17
   */
  event_count: number;

  /**
   * How many of them were counted and not stored: docs/errors.md, Quota.
   * @example 0
   */
  left_out_count: number;

  first_seen_at: string;
  last_seen_at: string;

  /**
   * The releases it had events of, in the order in which they were first seen; the newest 200.
   * @example ["2.4.0", "2.4.1"]
   */
  releases: string[];

  /**
   * What all its events have in common.
   * @example ["ValidationError", "checkId (students/check-id.js)"]
   */
  fingerprint: string[];

  /** Why the fingerprint is that: docs/errors.md, Grouping. */
  grouped_by: string;
}

/** What became of a group, by people and by itself. */
export class ErrorGroupEventView {
  at: string;

  /**
   * `resolved`, `ignored`, `reopened`, `assigned`, `commented` by people; `regressed` (it came back after it was resolved) and `returned`
   * (it is ignored no more) by itself.
   */
  kind: string;

  /** Who did it; null when nobody did. */
  actor: string | null;

  /** @example { "release": "2.4.1" } */
  details: Record<string, unknown>;
}

/** A group with its history and its latest event. */
export class ErrorGroupDetail extends ErrorGroupView {
  /** The newest 100, oldest first. */
  history: ErrorGroupEventView[];

  /** Null once all its events have expired. */
  latest: ErrorView | null;
}

/** A page of groups. */
export class ErrorGroupPage {
  items: ErrorGroupView[];
  next_cursor: string | null;
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
