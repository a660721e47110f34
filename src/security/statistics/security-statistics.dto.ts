import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { SecurityEventRange } from '../security-event.dto.js';
import type { Severity } from '../severity.js';

/** Which events to count, and by what step; those of the last 24 hours unless told otherwise. */
export class SecurityStatisticsFilter extends SecurityEventRange {
  /**
   * Length of a step in seconds. Left out, the shortest of the usual ones by which there are at most a hundred.
   * @example 3600
   */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(31_536_000)
  step?: number;
}

/** How many security events there are of each severity. */
export class SeverityCounts implements Record<Severity, number> {
  /** @example 120 */
  info: number = 0;
  /** @example 12 */
  warning: number = 0;
  /** @example 2 */
  error: number = 0;
  critical: number = 0;
}

/** How many security events there are in a step. */
export class SecurityEventStep {
  /**
   * When the step begins.
   * @example "2026-11-23T22:00:00.000Z"
   */
  timestamp: string;
  by_severity: SeverityCounts;
}

/** How many security events there are of one type. */
export class EventTypeCount {
  /** @example "suspicious_login" */
  event_type: string;
  /** @example 12 */
  count: number;
}

/** How many security events one service saw. */
export class SecurityServiceCount {
  /** @example "students" */
  service: string;
  /** @example 12 */
  count: number;
}

/** Counts of the security events that fit. */
export class SecurityStatistics {
  start_time: string;
  end_time: string;

  /** @example 134 */
  total: number;
  by_severity: SeverityCounts;

  /** The 50 most frequent types. */
  by_event_type: EventTypeCount[];

  /** The 50 services that saw the most. */
  by_service: SecurityServiceCount[];

  /** @example 3600 */
  step_seconds: number;

  /** Every step of the range, oldest first. Unless a `step` is asked for, those of an hour and more begin with the hour that the range begins in. */
  steps: SecurityEventStep[];
}

/** By what offenders may be told apart. */
export const OFFENDER_KEYS = ['ip_address', 'user_id', 'endpoint', 'user_agent'] as const;
export type OffenderKey = (typeof OFFENDER_KEYS)[number];

/** Whose events to add up; those of the last 24 hours unless told otherwise. */
export class OffendersFilter extends SecurityEventRange {
  /** What tells one from the other. */
  @IsIn(OFFENDER_KEYS)
  by: OffenderKey;

  /** Only events that a person said were no attack, or, unless told otherwise, only others. */
  @IsOptional()
  @IsIn(['true', 'false'])
  override false_positive?: 'true' | 'false' = 'false';

  /** How many offenders. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit: number = 20;
}

/** Where many security events come from, or whom they are about. */
export class Offender {
  /**
   * The address, user, endpoint or user agent.
   * @example "198.51.100.7"
   */
  value: string;

  /**
   * How often it happened: an event counts as many times as its `additional_data.count` says, up to a billion, or else once.
   * @example 312
   */
  count: number;

  /**
   * How many events tell of it.
   * @example 14
   */
  events: number;

  /** How many of the events are of each severity. */
  by_severity: SeverityCounts;

  first_seen: string;
  last_seen: string;

  /**
   * At most 20, the most frequent first.
   * @example ["suspicious_login"]
   */
  event_types: string[];

  /**
   * At most 20, those with the most first.
   * @example ["students"]
   */
  services: string[];
}

/** The worst offenders first. */
export class OffenderList {
  start_time: string;
  end_time: string;
  items: Offender[];
  next_cursor: string | null;
}
