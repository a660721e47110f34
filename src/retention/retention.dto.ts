import { IsBoolean, IsOptional } from 'class-validator';

export class CleanupRequest {
  /** True only tells what would be removed. */
  @IsOptional()
  @IsBoolean()
  dry_run?: boolean = false;
}

/** What was removed from one table, or would be. */
export class CleanupResult {
  /** @example "health_checks" */
  table: string;

  /**
   * Partitions dropped whole.
   * @example ["health_checks_y2026m08d01"]
   */
  partitions: string[];

  rows: number;
}

export class CleanupFailure {
  table: string;
  reason: string;
}

export class CleanupView {
  dry_run: boolean;

  results: CleanupResult[];

  /** Over all tables. */
  rows: number;

  /** Tables that could not be cleaned; the next clean-up tries them again. */
  failed: CleanupFailure[];

  duration_ms: number;
}
