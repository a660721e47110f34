import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import type { AlertMessage, NotificationEvent } from '../messages/alert-message.js';

/**
 * `pending` is still to be delivered; `waiting` waits for others of its group; `grouped` is told by another, about the group; `failed` was
 * refused for good or given up after a day; `skipped` had no configured channel, or was over before its group was told.
 */
export const NOTIFICATION_STATUSES = ['pending', 'waiting', 'grouped', 'delivered', 'failed', 'skipped'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** The outbox: a message to one channel, written in the transaction that changed the alert. */
@Entity('notifications')
@Index('notifications_due', { synchronize: false })
@Index('notifications_alert', { synchronize: false })
@Index('notifications_sequence', { synchronize: false })
@Index('notifications_group', { synchronize: false })
export class Notification {
  @PrimaryColumn('uuid', { name: 'notification_id' })
  notificationId: string;

  /** The order of writing: messages about one alert go out in it, channel by channel. */
  @Generated('increment')
  @Column('bigint')
  sequence: string;

  @Column('uuid', { name: 'alert_id' })
  alertId: string;

  @Column('text')
  event: NotificationEvent;

  @Column('text')
  channel: string;

  @Column('text')
  status: NotificationStatus;

  @Column('jsonb')
  message: AlertMessage;

  /** The group of alerts that it belongs to, or is about. */
  @Column('uuid', { name: 'group_id', nullable: true })
  groupId: string | null;

  /** The notification about the group that tells it. */
  @Column('uuid', { name: 'grouped_into', nullable: true })
  groupedInto: string | null;

  /** How many attempts have begun. */
  @Column('integer', { default: 0 })
  attempts: number;

  /** When it is due; while an attempt is under way, when another replica may take it over. Null when it is done. */
  @Column('timestamptz', { name: 'next_attempt_at', nullable: true })
  nextAttemptAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt: Date | null;
}
