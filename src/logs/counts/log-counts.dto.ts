import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { LogRange } from '../log-filter.dto.js';

/** Which log records to count, and by what step. */
export class LogCountsFilter extends LogRange {
  /** Length of a step. Left out, the shortest of the usual ones by which there are at most a hundred. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(31_536_000)
  step_seconds?: number;
}

/** How many log records there are of each level. */
export class LevelCounts {
  trace: number = 0;
  debug: number = 0;
  /** @example 120 */
  info: number = 0;
  /** @example 7 */
  warn: number = 0;
  /** @example 2 */
  error: number = 0;
  fatal: number = 0;
}

/** How many log records there are in a step. */
export class LogCount {
  /**
   * When the step begins.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp: string;
  levels: LevelCounts;
}

/** Counts of log records over time: every step of the range is there, oldest first. */
export class LogCounts {
  /** @example "2026-11-23T22:00:00.000Z" */
  start_time: string;
  /** @example "2026-11-23T23:00:00.000Z" */
  end_time: string;
  /** @example 60 */
  step_seconds: number;
  items: LogCount[];
}
