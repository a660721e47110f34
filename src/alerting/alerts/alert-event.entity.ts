import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { AlertEventKind } from './alert-status.js';

/** One line of an alert's history. Rows are only ever added, and go with their alert. */
@Entity('alert_events')
@Index('alert_events_alert', { synchronize: false })
export class AlertEvent {
  @PrimaryGeneratedColumn('identity', { name: 'event_id', type: 'bigint' })
  eventId: string;

  @Column('uuid', { name: 'alert_id' })
  alertId: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  kind: AlertEventKind;

  /** The measured value at the time. */
  @Column('double precision', { nullable: true })
  value: number | null;

  /** Who; null for the evaluation. */
  @Column('text', { nullable: true })
  actor: string | null;

  @Column('text', { nullable: true })
  comment: string | null;
}
