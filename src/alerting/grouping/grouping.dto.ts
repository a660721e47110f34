import { ArrayMaxSize, ArrayUnique, IsArray, IsNumber, IsOptional, Max, Min } from 'class-validator';
import { GROUPING_LIMITS, type Grouping, MAX_GROUP_TAGS } from '../../config/grouping.js';
import { IfGiven, IsLine } from '../../http/input-checks.decorator.js';

/** How a channel gathers alerts into one notification; times in seconds. */
export class GroupingField implements Partial<Grouping> {
  /**
   * Alerts with the same values of these tags or labels go together, also of `name`, `severity`, `source` and `rule_id`; all alerts of the
   * channel when left out.
   * @example ["service"]
   */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(MAX_GROUP_TAGS)
  @ArrayUnique()
  @IsLine(128, { each: true })
  group_by?: string[];

  /** How long the first alert of a group waits for others; 30 when left out. */
  @IfGiven()
  @IsNumber()
  @Min(GROUPING_LIMITS.group_wait[0])
  @Max(GROUPING_LIMITS.group_wait[1])
  group_wait?: number;

  /** Shortest time between two notifications of a group that has changed; 300 when left out. */
  @IfGiven()
  @IsNumber()
  @Min(GROUPING_LIMITS.group_interval[0])
  @Max(GROUPING_LIMITS.group_interval[1])
  group_interval?: number;

  /** How long a group that fires unchanged is left before it is told again; 14400 when left out, null for never. */
  @IsOptional()
  @IsNumber()
  @Min(GROUPING_LIMITS.repeat_interval[0])
  @Max(GROUPING_LIMITS.repeat_interval[1])
  repeat_interval?: number | null;
}
