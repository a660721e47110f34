import { IsIn, IsOptional } from 'class-validator';
import { TimeRange } from '../../../http/list.dto.js';

export const COUNT_STEPS = ['hour', 'day'] as const;
export type CountStep = (typeof COUNT_STEPS)[number];

/** Which of a group's events to count: the last seven days unless told otherwise. */
export class GroupCountsFilter extends TimeRange {
  /** Counted by hours or days, both of UTC. Left out, by hours for up to seven days. */
  @IsOptional()
  @IsIn(COUNT_STEPS)
  step?: CountStep;
}

/** How many events a group had in a step. */
export class GroupCount {
  /**
   * When the step begins.
   * @example "2026-11-23T22:00:00.000Z"
   */
  timestamp: string;

  /** @example 12 */
  count: number;
}

/** A group's events over time: every step of the range is there, oldest first. */
export class GroupCounts {
  /** The start of the step in which the range begins. */
  start_time: string;
  end_time: string;
  step: CountStep;
  items: GroupCount[];
}

/** How often something was said. */
export class ValueCount {
  /** @example "2.4.1" */
  value: string;

  /** @example 12 */
  count: number;
}

/** What a tag says. */
export class TagCounts {
  /** @example "school" */
  name: string;

  /** The ten most frequent values. */
  values: ValueCount[];
}

/** What a group's newest events say: of each the ten most frequent values. */
export class GroupTags {
  /**
   * How many events these are: the newest 1,000 that are kept.
   * @example 1000
   */
  event_count: number;

  /** False when there may be older ones. */
  complete: boolean;

  releases: ValueCount[];
  environments: ValueCount[];
  endpoints: ValueCount[];

  /** By `user_id`. */
  users: ValueCount[];

  /** The 50 most frequent tags. */
  tags: TagCounts[];
}
