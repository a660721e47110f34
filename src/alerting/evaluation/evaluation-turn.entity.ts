import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last turn over all rules that came to its end, whichever replica took it; one row. */
@Entity('alert_evaluation_turns')
export class EvaluationTurn {
  /** Always true: there is one row. */
  @PrimaryColumn('boolean')
  one: boolean;

  @Column('timestamptz', { name: 'started_at' })
  startedAt: Date;

  @Column('timestamptz', { name: 'finished_at' })
  finishedAt: Date;
}
