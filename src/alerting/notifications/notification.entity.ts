import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import type { AlertMessage, NotificationEvent } from '../messages/alert-message.js';

/** `pending` is still to be delivered; `failed` was refused for good or given up after a day; `skipped` had no configured channel. */
export const NOTIFICATION_STATUSES = ['pending', 'delivered', 'failed', 'skipped'] as const;
export type NotificationStatus = (typeof NOTIFICATION_STATUSES)[number];

/** The outbox: a message to one channel, written in the transaction that changed the alert. */
@Entity('notifications')
@Index('notifications_due', { synchronize: false })
@Index('notifications_alert', { synchronize: false })
@Index('notifications_sequence', { synchronize: false })
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
