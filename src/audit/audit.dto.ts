import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Which audit entries to list. */
export class AuditFilter {
  /**
   * Only what this caller did.
   * @example "first-run"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  actor?: string;

  /**
   * Only acts of this kind.
   * @example "ingest_key.created"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  action?: string;

  /** How many entries a page holds. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  limit?: number = 100;

  /** `next_cursor` of the page before. */
  @IsOptional()
  @IsString()
  @MaxLength(512)
  cursor?: string;
}

/** Who did what to which thing, and when. */
export class AuditEntryView {
  id: string;

  /** @example "2026-11-23T22:15:00.000Z" */
  recorded_at: string;

  /** @example "first-run" */
  actor: string;

  /** @example "ingest_key.created" */
  action: string;

  /** @example "ingest_key" */
  target_type: string;

  target_id: string | null;

  details: Record<string, unknown>;

  request_id: string | null;

  ip_address: string | null;
}

/** A page of audit entries, newest first. */
export class AuditPage {
  items: AuditEntryView[];
  next_cursor: string | null;
}
