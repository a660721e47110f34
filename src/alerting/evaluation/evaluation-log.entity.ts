import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { LoggedEvaluation } from './evaluation.log.js';

/** What one turn over the rules found. */
@Entity('alert_evaluations')
@Index('alert_evaluations_at', ['at'])
export class LoggedTurn {
  @PrimaryGeneratedColumn('identity', { name: 'evaluation_id', type: 'bigint' })
  evaluationId: string;

  @Column('timestamptz')
  at: Date;

  /** By the ids of the rules. */
  @Column('jsonb')
  results: Record<string, LoggedEvaluation>;
}
