import { IntersectionType } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageFilter, TimeRange } from '../http/list.dto.js';

/** Which audit entries are meant. */
export class AuditRange extends TimeRange {
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

  /**
   * Only acts on things of this kind.
   * @example "ingest_key"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  target_type?: string;

  /**
   * Only acts on the thing with this id.
   * @example "9f1c"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  target_id?: string;

  /**
   * Only acts in this service.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /**
   * Only what this request did.
   * @example "req-7f3a"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  request_id?: string;
}

/** Which audit entries to list. */
export class AuditFilter extends IntersectionType(AuditRange, PageFilter) {}

/** Which audit entries to export, and how. */
export class AuditExportFilter extends AuditRange {
  /** `ndjson`: a JSON object a line, from which hashes can be checked; `csv`: a table, its structured columns as JSON. */
  @IsOptional()
  @IsIn(['ndjson', 'csv'])
  format?: 'ndjson' | 'csv' = 'ndjson';
}

/** An act in another service to put on record. Optional fields may be left out or null. */
export class NewAuditEntry {
  /**
   * The sender's own id, at most 256 characters. The same entry sent again under it counts once.
   * @example "1f0c4a52-6a0e-4b2a-9a70-0e7b5a2c9d11"
   */
  id?: string;

  /**
   * Who did it, at most 256 characters: a user's id or name, or a service.
   * @example "teacher-17"
   */
  actor: string;

  /**
   * What happened, at most 128 characters: thing and past participle.
   * @example "grade.changed"
   */
  action: string;

  /**
   * The kind of thing it happened to, at most 128 characters.
   * @example "grade"
   */
  target_type: string;

  /**
   * Which of them.
   * @example "student-4711/maths/2026-3"
   */
  target_id?: string;

  /**
   * The thing as it was, as far as it changed. Secrets are hidden, as in all fields that are structured.
   * @example { "mark": 54 }
   */
  before?: Record<string, unknown>;

  /**
   * The thing as it is now.
   * @example { "mark": 64 }
   */
  after?: Record<string, unknown>;

  /**
   * Anything else that is to be known.
   * @example { "reason": "marked again" }
   */
  details?: Record<string, unknown>;

  /**
   * The service it was done in; `unknown_service` when left out.
   * @example "grades"
   */
  service?: string;

  /** @example "req-7f3a" */
  request_id?: string;

  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id?: string;

  /**
   * Where it was asked from, IPv4 or IPv6.
   * @example "192.168.1.100"
   */
  ip_address?: string;

  /**
   * When it happened, ISO 8601 or epoch milliseconds, at most ten minutes ahead; now when left out.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp?: string;
}

/** Who did what to which thing, and when. */
export class AuditEntryView {
  /**
   * Its place in the trail, from 1 and without gaps.
   * @example 42
   */
  sequence: number;

  id: string;

  /**
   * When it was put on record.
   * @example "2026-11-23T22:15:00.000Z"
   */
  recorded_at: string;

  /**
   * When it happened, as the reporter says.
   * @example "2026-11-23T22:15:00.000Z"
   */
  occurred_at: string;

  /** @example "monitoring" */
  service: string;

  /** @example "first-run" */
  actor: string;

  /** @example "ingest_key.created" */
  action: string;

  /** @example "ingest_key" */
  target_type: string;

  target_id: string | null;

  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  details: Record<string, unknown>;

  request_id: string | null;
  trace_id: string | null;
  ip_address: string | null;

  /** The name of the ingest key it came with; null for what was done in this service. */
  reported_by: string | null;

  /** `hash` of the entry before it; of the first, zeros. */
  previous_hash: string;

  /**
   * SHA-256 of this entry without its `hash`, as canonical JSON (RFC 8785).
   * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
   */
  hash: string;
}

/** A page of audit entries, newest first. */
export class AuditPage {
  items: AuditEntryView[];
  next_cursor: string | null;
}
