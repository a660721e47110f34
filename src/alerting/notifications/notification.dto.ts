import { IsIn, IsOptional, IsString, IsUUID, MaxLength } from 'class-validator';
import { ListFilter } from '../../http/list.dto.js';
import { NOTIFICATION_EVENTS, type NotificationEvent } from '../messages/alert-message.js';
import { NOTIFICATION_STATUSES, type NotificationStatus } from './notification.entity.js';
import type { AttemptOutcome } from './notification-attempt.entity.js';

/** One try to deliver a notification. */
export class NotificationAttemptView {
  /** 1 for the first. */
  attempt: number;
  started_at: string;
  duration_ms: number | null;
  /** `sending` that stays: the service stopped before it knew the outcome. */
  outcome: AttemptOutcome;
  /** HTTP status or SMTP reply code. */
  status_code: number | null;
  /** What the receiving side answered, at most 500 characters. */
  response: string | null;
  error: string | null;
}

/** A message about an alert to one channel, with every try to deliver it. */
export class NotificationView {
  notification_id: string;
  event: NotificationEvent;
  /** @example "email" */
  channel: string;
  /**
   * `waiting` waits for others of its group, `grouped` is told by the one it is `grouped_into`; `failed` was given up: refused for good, or
   * not taken for a day; `skipped` had no configured channel, or was over before its group was told.
   */
  status: NotificationStatus;
  created_at: string;
  finished_at: string | null;
  next_attempt_at: string | null;
  /** The notification about the whole group that tells it, where a channel gathers alerts. */
  grouped_into: string | null;
  attempts: NotificationAttemptView[];
}

/** Which notifications to list. */
export class NotificationFilter extends ListFilter {
  /**
   * Only those of this channel.
   * @example "email"
   */
  @IsOptional()
  @IsString()
  @MaxLength(63)
  channel?: string;

  /** Only those in this state. */
  @IsOptional()
  @IsIn(NOTIFICATION_STATUSES)
  status?: NotificationStatus;

  /** Only those that tell this. */
  @IsOptional()
  @IsIn(NOTIFICATION_EVENTS)
  event?: NotificationEvent;

  /** Only those about this alert. */
  @IsOptional()
  @IsUUID()
  alert_id?: string;
}

/** A notification in a list, with its last attempt. */
export class NotificationSummary {
  notification_id: string;
  alert_id: string;
  /**
   * Of a group, that of its worst alert.
   * @example "High Error Rate"
   */
  alert_name: string;
  /** How many alerts it tells of. */
  alert_count: number;
  event: NotificationEvent;
  /** @example "email" */
  channel: string;
  status: NotificationStatus;
  /** How many attempts have begun. */
  attempt_count: number;
  created_at: string;
  finished_at: string | null;
  next_attempt_at: string | null;
  /** The notification about the whole group that tells it, where a channel gathers alerts. */
  grouped_into: string | null;
  /** Null before the first. */
  last_attempt: NotificationAttemptView | null;
}

/** A page of notifications, newest first. */
export class NotificationPage {
  items: NotificationSummary[];
  next_cursor: string | null;
}

/** A notification with its content and every attempt. */
export class NotificationDetail extends NotificationView {
  alert_id: string;
  /** What is told, as the webhook sends it. */
  message: object;
}
