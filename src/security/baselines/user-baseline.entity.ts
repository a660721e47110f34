import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What is usual for a user. */
@Entity('user_baselines')
@Index('user_baselines_updated_at', ['updatedAt'])
export class UserBaselineRow {
  @PrimaryColumn('text', { name: 'user_id' })
  userId: string;

  @Column('jsonb')
  baseline: object;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt: Date;
}
