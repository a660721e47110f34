import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { EscalationStep } from './escalation-policy.entity.js';

/** Where the escalation of a firing alert stands, with the policy as it was when it began. */
@Entity('alert_escalations')
@Index('alert_escalations_due', { synchronize: false })
export class AlertEscalation {
  @PrimaryColumn('uuid', { name: 'alert_id' })
  alertId: string;

  /** The policy's name. */
  @Column('text')
  policy: string;

  @Column('jsonb')
  steps: EscalationStep[];

  @Column('integer')
  repeat: number;

  @Column('double precision', { name: 'repeat_wait_minutes' })
  repeatWaitMinutes: number;

  /** The step that comes next, 0 for the first; as many as there are when all are done. */
  @Column('integer')
  step: number;

  /** The round it belongs to, 0 for the first. */
  @Column('integer')
  round: number;

  /** When it comes; null while somebody has taken charge, and when all are done. */
  @Column('timestamptz', { name: 'due_at', nullable: true })
  dueAt: Date | null;

  /** Whether it waits because the alert is muted. */
  @Column('boolean', { name: 'is_held' })
  isHeld: boolean;
}
