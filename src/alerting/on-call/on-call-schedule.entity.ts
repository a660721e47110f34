import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Layer } from './layer.js';

/** Who is to be reached when. */
@Entity('on_call_schedules')
export class OnCallSchedule {
  /** What escalation policies call it; it stays. */
  @PrimaryColumn('text')
  name: string;

  @Column('text')
  description: string;

  /** The zone whose clock its layers mean. */
  @Column('text', { name: 'time_zone' })
  timeZone: string;

  /** Where several apply, the last does. */
  @Column('jsonb')
  layers: Layer[];

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
