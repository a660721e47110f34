import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { LevelCounts } from '../counts/log-counts.dto.js';
import { LogRange } from '../log-filter.dto.js';

/** Which log records to group by pattern. */
export class LogPatternsFilter extends LogRange {
  /** How many patterns to tell, the most frequent first. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit: number = 50;
}

/** Log records that say the same of different things. */
export class LogPattern {
  /** @example "Payment <n> took <n> s" */
  pattern: string;
  /** @example 230 */
  count: number;
  levels: LevelCounts;
  /**
   * The services that say it, at most ten of them.
   * @example ["billing"]
   */
  services: string[];
  /** @example "2026-11-23T22:15:00.000Z" */
  first_seen: string;
  /** @example "2026-11-23T22:59:41.310Z" */
  last_seen: string;
  /** The newest record of it. */
  example_log_id: string;
}

/** Patterns of log records. */
export class LogPatterns {
  /**
   * How many records were looked at: the newest that fit, at most 10,000.
   * @example 10000
   */
  looked_at: number;
  /** Whether these were all that fit. */
  complete: boolean;
  /** How many patterns there are, those that are not told too. */
  pattern_count: number;
  items: LogPattern[];
}
