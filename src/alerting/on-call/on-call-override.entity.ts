import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Participant } from './layer.js';

/** Somebody stands in from one time to another. */
@Entity('on_call_overrides')
@Index('on_call_overrides_schedule', ['schedule', 'endsAt'])
export class OnCallOverride {
  @PrimaryColumn('uuid', { name: 'override_id' })
  overrideId: string;

  /** The name of the schedule. */
  @Column('text')
  schedule: string;

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('jsonb')
  participant: Participant;

  @Column('text')
  comment: string;

  @Column('text')
  author: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
