import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Grouping } from '../../config/grouping.js';
import type { ChannelType } from './channel-definition.js';

/** A place notifications go to, made by an administrator. Those of the environment have no row. */
@Entity('notification_channels')
export class NotificationChannel {
  /** What rules call it; it stays. */
  @PrimaryColumn('text')
  name: string;

  @Column('text')
  type: ChannelType;

  @Column('jsonb')
  settings: Record<string, unknown>;

  /** A JSON object of secrets, sealed. */
  @Column('bytea')
  secrets: Buffer;

  @Column('integer', { name: 'messages_per_minute', nullable: true })
  messagesPerMinute: number | null;

  @Column('jsonb', { nullable: true })
  grouping: Grouping | null;

  @Column('text', { name: 'title_template', nullable: true })
  titleTemplate: string | null;

  @Column('text', { name: 'text_template', nullable: true })
  textTemplate: string | null;

  /** Counts the changes: replicas see by it that theirs is old. */
  @Column('integer')
  version: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
