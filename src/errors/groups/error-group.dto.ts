import { ApiProperty } from '@nestjs/swagger';
import { type ErrorView } from '../error.dto.js';
import { type Severity } from '../severity.js';
import { GROUP_STATUSES, type GroupStatus } from './group-status.js';

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

  /** It is ignored until it has hit so many users. */
  ignored_until_user_count: number | null;

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

  /**
   * How many users it ever hit, by their `user_id`.
   * @example 4
   */
  user_count: number;

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

  /** The first event came within the last 24 hours, and it is unresolved. */
  is_new: boolean;

  /** It is unresolved and has far more errors than is usual for it: docs/errors.md, Marks. */
  is_escalating: boolean;

  /** Since when it is escalating. */
  escalating_since: string | null;

  /** The group that its errors count for since it was merged; null for all that are listed. */
  merged_into: string | null;
}

/** A group that was merged into another, and its share of that. */
export class MergedGroupView {
  group_id: string;

  /** @example "ValidationError" */
  error_type: string;

  /** @example "Invalid student ID format" */
  error_message: string;

  /** @example ["ValidationError", "checkId (students/check-id.js)"] */
  fingerprint: string[];

  /** @example 5 */
  event_count: number;

  first_seen_at: string;
  last_seen_at: string;
}

/** What became of a group, by people and by itself. */
export class ErrorGroupEventView {
  at: string;

  /**
   * `resolved`, `ignored`, `reopened`, `assigned`, `commented`, `merged`, `unmerged` by people; `regressed` (it came back after it was resolved),
   * `returned` (it is ignored no more) and `escalated` (it had far more errors than is usual for it) by itself.
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

  /** The groups that were merged into it, those with the most events first. */
  merged: MergedGroupView[];
}

/** A page of groups. */
export class ErrorGroupPage {
  items: ErrorGroupView[];
  next_cursor: string | null;
}

/** How many groups there are of each state. */
export class ErrorGroupTally {
  unresolved: number;

  /** Unresolved, and first seen within 24 hours. */
  new: number;

  /** Unresolved, with far more events than is usual for them. */
  escalating: number;

  /** Unresolved, after they had been resolved. */
  regressed: number;

  ignored: number;
  resolved: number;
  all: number;
}
