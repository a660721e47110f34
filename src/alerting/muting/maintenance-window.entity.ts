import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Matcher } from '../rules/matcher.js';

/** Again and again, for a while, nobody is told of the alerts that meet all matchers. */
@Entity('maintenance_windows')
export class MaintenanceWindow {
  @PrimaryColumn('uuid', { name: 'maintenance_window_id' })
  maintenanceWindowId: string;

  @Column('text')
  comment: string;

  @Column('jsonb')
  matchers: Matcher[];

  /** When it begins: a cron expression, read in the time zone. */
  @Column('text')
  cron: string;

  @Column('text', { name: 'time_zone' })
  timeZone: string;

  @Column('integer', { name: 'duration_minutes' })
  durationMinutes: number;

  @Column('boolean', { default: true })
  enabled: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
