import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whom to tell next when nobody answers. In the names of the wire, as it is stored. */
export interface EscalationStep {
  /** After the step before; the first after the alert was told. */
  wait_minutes: number;
  channels: string[];
  /** On-call schedules: whoever is on call then is told. */
  schedules: string[];
}

/** How an alert goes on to others until somebody acknowledges it. */
@Entity('escalation_policies')
export class EscalationPolicy {
  /** What alert rules call it; it stays. */
  @PrimaryColumn('text')
  name: string;

  @Column('text')
  description: string;

  @Column('jsonb')
  steps: EscalationStep[];

  /** How many times the steps are gone through again. */
  @Column('integer')
  repeat: number;

  /** Between the last step and the first of the next round. */
  @Column('double precision', { name: 'repeat_wait_minutes' })
  repeatWaitMinutes: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
