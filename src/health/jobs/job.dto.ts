import { ApiProperty } from '@nestjs/swagger';

export const JOB_OUTCOMES = ['succeeded', 'failed', 'skipped'] as const;

/** How a job that repeats has fared since this replica started. */
export class JobView {
  /** @example "retention" */
  name: string;

  /**
   * Seconds between two runs; null for a job of certain times of the day.
   * @example 10
   */
  interval_seconds: number | null;

  runs: number;
  failures: number;

  /** Whether a run is under way. */
  is_running: boolean;

  /** When the last run ended; null before the first. */
  last_run_at: string | null;

  /** @example 42 */
  last_duration_ms: number | null;

  /** How the last run went; `skipped` when another replica did it. */
  @ApiProperty({ enum: JOB_OUTCOMES, nullable: true })
  last_outcome: (typeof JOB_OUTCOMES)[number] | null;

  /** Why the last run failed; told to administrators alone. */
  last_fault: string | null;

  next_run_at: string | null;
}

/** Every job of the replica that answers, by name. */
export class JobList {
  items: JobView[];
  next_cursor: string | null;
}
