import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** Alerts that a channel tells in one notification, until all of them are over. */
@Entity('notification_groups')
@Unique('notification_groups_key', ['channel', 'groupKey'])
@Index('notification_groups_due', ['channel', 'dueAt'])
export class NotificationGroup {
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  @Column('text')
  channel: string;

  /** One text for the same labels. */
  @Column('text', { name: 'group_key' })
  groupKey: string;

  /** What its alerts have in common. */
  @Column('jsonb')
  labels: Record<string, string>;

  /** The alerts that were told to fire and not yet to be over. */
  @Column('uuid', { array: true })
  firing: string[];

  /** When it is to be told next; null: when something changes. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** When it was told last. */
  @Column('timestamptz', { name: 'told_at', nullable: true })
  toldAt: Date | null;
}
