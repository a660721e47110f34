import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One setting that an administrator has changed from what the environment says. */
@Entity('configuration_changes')
export class ConfigurationChange {
  @PrimaryColumn('text')
  name: string;

  @Column('jsonb')
  value: unknown;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;

  @Column('text', { name: 'changed_by' })
  changedBy: string;
}
