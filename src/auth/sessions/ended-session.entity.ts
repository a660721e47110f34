import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A session that was signed out of: its cookies are refused, whoever still has one, until they would have expired anyway. */
@Entity('ended_sessions')
export class EndedSession {
  @PrimaryColumn('uuid', { name: 'session_id' })
  sessionId: string;

  /** From then on no cookie of it is good, and the row can go. */
  @Index('ended_sessions_ends_at')
  @Column('timestamptz', { name: 'ends_at' })
  endsAt: Date;
}
