import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsIn, IsIP, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageFilter, TimeRange } from '../http/list.dto.js';
import { SEVERITIES, type Severity } from './severity.js';

/** A security event to record. Optional fields may be left out or null. */
export class NewSecurityEvent {
  /**
   * The sender's own id, at most 256 characters. The same event sent again under it counts once.
   * @example "1f0c4a52-6a0e-4b2a-9a70-0e7b5a2c9d11"
   */
  event_id?: string;

  /**
   * What happened, at most 128 characters.
   * @example "suspicious_login"
   */
  event_type: string;

  severity?: Severity = 'warning';

  /**
   * After 8,192 characters it is cut, and its last line says so.
   * @example "Multiple failed login attempts from same IP"
   */
  description?: string;

  /**
   * IPv4 or IPv6.
   * @example "192.168.1.100"
   */
  ip_address?: string;

  /** @example "user123" */
  user_id?: string;

  /**
   * The service that saw it; `unknown_service` when left out.
   * @example "students"
   */
  service?: string;

  /** @example "req-7f3a" */
  request_id?: string;

  /** @example "4bf92f3577b34da6a3ce929d0e0e4736" */
  trace_id?: string;

  /** @example "/api/v1/login" */
  endpoint?: string;

  /** @example "curl/8.5.0" */
  user_agent?: string;

  /**
   * Anything else that helps, up to 65,536 characters of JSON.
   * @example { "attempt_count": 5 }
   */
  additional_data?: Record<string, unknown>;

  /**
   * When it happened, ISO 8601 or epoch milliseconds; now when left out.
   * @example "2026-11-23T22:15:00.000Z"
   */
  timestamp?: string;
}

/** Which security events are meant: those that fit every given condition. */
export class SecurityEventRange extends TimeRange {
  /** Only events of one of these types, with commas between them. */
  @ApiProperty({ type: String, required: false, example: 'suspicious_login,sql_injection' })
  @IsOptional()
  @Transform(({ value }) => (typeof value === 'string' ? value.split(',') : value))
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  event_type?: string[];

  /** Only events of this severity. */
  @IsOptional()
  @IsIn(SEVERITIES)
  severity?: Severity;

  /** Only events of this severity or a higher one. */
  @IsOptional()
  @IsIn(SEVERITIES)
  min_severity?: Severity;

  /**
   * Only events from this address, in any way of writing it.
   * @example "192.168.1.100"
   */
  @IsOptional()
  @IsIP()
  ip_address?: string;

  /**
   * Only events about this user.
   * @example "user123"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  user_id?: string;

  /**
   * Only events that this service saw.
   * @example "students"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  service?: string;

  /**
   * Only events of this endpoint.
   * @example "/api/v1/login"
   */
  @IsOptional()
  @IsString()
  @MaxLength(2048)
  endpoint?: string;

  /**
   * Only events of this user agent.
   * @example "curl/8.5.0"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  user_agent?: string;

  /**
   * Only events of this request.
   * @example "req-7f3a"
   */
  @IsOptional()
  @IsString()
  @MaxLength(256)
  request_id?: string;

  /**
   * Only events of this trace.
   * @example "4bf92f3577b34da6a3ce929d0e0e4736"
   */
  @IsOptional()
  @IsString()
  @MaxLength(128)
  trace_id?: string;

  /** Only events that a person said were no attack, or only others. */
  @IsOptional()
  @IsIn(['true', 'false'])
  false_positive?: 'true' | 'false';
}

/** Which security events to list. */
export class SecurityEventFilter extends IntersectionType(SecurityEventRange, PageFilter) {}

/** A recorded security event. */
export class SecurityEventView {
  event_id: string;

  /** @example "2026-11-23T22:15:00.000Z" */
  timestamp: string;

  /** @example "suspicious_login" */
  event_type: string;

  severity: Severity;

  /** @example "Multiple failed login attempts from same IP" */
  description: string | null;

  /** @example "192.168.1.100" */
  ip_address: string | null;

  /** @example "user123" */
  user_id: string | null;

  /** @example "students" */
  service: string;

  request_id: string | null;
  trace_id: string | null;
  endpoint: string | null;
  user_agent: string | null;

  /** @example { "attempt_count": 5 } */
  additional_data: Record<string, unknown> | null;

  /** When a person said that it was no attack. */
  false_positive_at: string | null;

  false_positive_by: string | null;
}

/** A page of security events, newest first. */
export class SecurityEventPage {
  items: SecurityEventView[];
  next_cursor: string | null;
}
