import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Matcher } from '../rules/matcher.js';

/** From one time to another nobody is told of the alerts that meet all matchers. */
@Entity('silences')
@Index('silences_ends_at', { synchronize: false })
export class Silence {
  @PrimaryColumn('uuid', { name: 'silence_id' })
  silenceId: string;

  @Column('jsonb')
  matchers: Matcher[];

  @Column('timestamptz', { name: 'starts_at' })
  startsAt: Date;

  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;

  @Column('text')
  author: string;

  @Column('text')
  comment: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
