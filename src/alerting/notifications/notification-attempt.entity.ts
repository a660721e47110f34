import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** `sending` that stays: the service stopped before it knew the outcome, and the next attempt repeats the message. */
export const ATTEMPT_OUTCOMES = ['sending', 'delivered', 'failed', 'skipped'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** One try to deliver a notification. Every try is kept. */
@Entity('notification_attempts')
@Index('notification_attempts_started_at', { synchronize: false })
export class NotificationAttempt {
  @PrimaryColumn('uuid', { name: 'notification_id' })
  notificationId: string;

  /** 1 for the first. */
  @PrimaryColumn('integer')
  attempt: number;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('integer', { name: 'duration_ms', nullable: true })
  durationMs: number | null;

  @Column('text')
  outcome: AttemptOutcome;

  /** HTTP status or SMTP reply code of the receiving side. */
  @Column('integer', { name: 'status_code', nullable: true })
  statusCode: number | null;

  /** What the receiving side answered: at most 500 characters, secrets blanked. */
  @Column('text', { nullable: true })
  response: string | null;

  /** Why it failed or was skipped. */
  @Column('text', { nullable: true })
  error: string | null;
}
