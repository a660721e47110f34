import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { IfGiven, IsLine, IsTags } from '../../http/input-checks.decorator.js';
import { TimeParameter } from '../../http/list.dto.js';
import { EscalationView } from '../escalation/escalation-policy.dto.js';
import type { MuteKind, Suppression } from '../muting/mute.js';
import { NotificationView } from '../notifications/notification.dto.js';
import { CONDITIONS, type Condition } from '../rules/condition.js';
import { SEVERITIES, type Severity } from '../rules/severity.js';
import { ALERT_STATUSES, type AlertEventKind, type AlertStatus, type ResolutionReason } from './alert-status.js';

const asList = ({ value }: { value: unknown }) => (typeof value === 'string' ? value.split(',') : value);

/** Which alerts to list. */
export class AlertFilter {
  @TimeParameter('Only alerts that began at or after this time.')
  start_time?: number;

  @TimeParameter('Only alerts that began before this time.', '2026-11-23T23:00:00Z')
  end_time?: number;

  /**
   * One or more of pending, firing, resolved, with commas between them; pending and firing when left out.
   * @example "firing"
   */
  @IsOptional()
  @Transform(asList)
  @IsIn(ALERT_STATUSES, { each: true })
  status?: AlertStatus[] = ['pending', 'firing'];

  /**
   * One or more of info, warning, error, critical, with commas between them.
   * @example "error,critical"
   */
  @IsOptional()
  @Transform(asList)
  @IsIn(SEVERITIES, { each: true })
  severity?: Severity[];

  /** Only alerts of this rule. */
  @IsOptional()
  @IsUUID()
  rule_id?: string;

  /**
   * Only alerts of this name.
   * @example "Service Down"
   */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  /**
   * Only alerts whose tag `service` is this.
   * @example "billing"
   */
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  service?: string;

  /** True: only alerts that somebody has acknowledged. False: only those that nobody has. */
  @IsOptional()
  @IsIn(['true', 'false'])
  acknowledged?: 'true' | 'false';

  /** How many alerts a page holds. */
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

/** An alert raised by hand: it fires at once. */
export class ManualAlertRequest {
  /** @example "Card payments are failing" */
  @IsLine(200)
  name: string;

  /** @example "The payment provider reports an outage." */
  @IfGiven()
  @IsString()
  @MaxLength(2000)
  description?: string;

  @IsIn(SEVERITIES)
  severity: Severity;

  /**
   * Who or what noticed it; `manual` when left out.
   * @example "support-desk"
   */
  @IfGiven()
  @IsLine(200)
  source?: string;

  /**
   * What is affected. While an alert of the same source, name and tags is open, another is refused.
   * @example { "service": "billing" }
   */
  @IfGiven()
  @IsTags()
  tags?: Record<string, string>;

  /** @example "payments_failed_total" */
  @IsOptional()
  @IsLine(255)
  metric_name?: string | null;

  @IsOptional()
  @IsIn(CONDITIONS)
  condition?: Condition | null;

  /** @example 41 */
  @IsOptional()
  @IsNumber()
  value?: number | null;

  /** @example 10 */
  @IsOptional()
  @IsNumber()
  threshold?: number | null;

  /** Names of channels, as in `GET /channels`: email, slack and webhook when left out. */
  @IfGiven()
  @IsArray()
  @ArrayMaxSize(20)
  @ArrayUnique()
  @IsLine(63, { each: true })
  notification_channels?: string[];

  /**
   * The name of the escalation policy by which it goes on to others until somebody acknowledges it; null when left out.
   * @example "operations"
   */
  @IsOptional()
  @IsLine(63)
  escalation_policy?: string | null;
}

/** Why an alert is resolved by hand. */
export class ResolveRequest {
  /** @example "The provider is back." */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comment?: string | null;
}

/** Why nobody was told of an alert. */
export class SuppressionView implements Suppression {
  kind: MuteKind;
  /** Of the silence, maintenance window or inhibition rule. */
  id: string;
  /**
   * Its comment.
   * @example "The provider is moving its servers."
   */
  reason: string;
}

/** What is said when an alert is acknowledged, or no longer. */
export class AcknowledgeRequest {
  /** @example "I am looking into it." */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  comment?: string | null;
}

/** A remark for an alert's history. */
export class CommentRequest {
  /** @example "The provider was called." */
  @IsString()
  @MinLength(1)
  @MaxLength(2000)
  comment: string;
}

/** One occurrence of a fault. */
export class AlertView {
  /** @example "7a0c5c2e-6f0e-4c58-9d55-52f0c3b2a001" */
  alert_id: string;
  /** Null for an alert that was raised by hand. */
  rule_id: string | null;
  /** @example "High Error Rate" */
  name: string;
  description: string;
  severity: Severity;
  status: AlertStatus;
  /** `rule`, or what the person who raised it gave. */
  source: string;
  /** @example "http_requests_total" */
  metric_name: string | null;
  condition: Condition | null;
  /** @example 5 */
  threshold: number | null;
  /**
   * The last measured value.
   * @example 33.3
   */
  value: number | null;
  /** @example { "service": "billing" } */
  tags: Record<string, string>;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  runbook_url: string | null;
  notification_channels: string[];
  /** The policy by which it goes on to others until somebody acknowledges it. */
  escalation_policy: string | null;
  /** When the condition was first seen to hold. */
  started_at: string;
  fired_at: string | null;
  resolved_at: string | null;
  /** Who resolved it; null when the evaluation did. */
  resolved_by: string | null;
  resolution_reason: ResolutionReason | null;
  comment: string | null;
  /** Since when its series have not reported; null while they do. */
  missing_since: string | null;
  /** Its group fires so often that it ends only after a longer calm. */
  is_flapping: boolean;
  /** When the firing notification was written; null while nobody was told. */
  notified_at: string | null;
  /** What kept it from being told; null when nothing did, or it was told since. */
  suppressed_by: SuppressionView | null;
  /** When a person took charge of it; null while nobody has. */
  acknowledged_at: string | null;
  acknowledged_by: string | null;
}

/** A page of alerts, newest first. */
export class AlertPage {
  items: AlertView[];
  next_cursor: string | null;
}

/** One line of an alert's history. */
export class AlertEventView {
  at: string;
  kind: AlertEventKind;
  value: number | null;
  /** Who; null for the evaluation. */
  actor: string | null;
  comment: string | null;
}

/** An alert with its history and its notifications. */
export class AlertDetail extends AlertView {
  /** Where its escalation stands; null when it has none, or is over. */
  escalation: EscalationView | null;
  /** Oldest first. */
  history: AlertEventView[];
  /** Oldest first. */
  notifications: NotificationView[];
}
