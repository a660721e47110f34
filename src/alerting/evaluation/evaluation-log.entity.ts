import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import type { LoggedEvaluation } from './evaluation.log.js';

/** What one turn over the rules found. */
@Entity('alert_evaluations')
@Index('alert_evaluations_at', ['at'])
export class LoggedTurn {
  @Generated('increment')
  @PrimaryColumn('bigint', { name: 'evaluation_id' })
  evaluationId: string;

  @Column('timestamptz')
  at: Date;

  /** By the ids of the rules. */
  @Column('jsonb')
  results: Record<string, LoggedEvaluation>;
}
