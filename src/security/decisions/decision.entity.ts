import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That requests from an address, a network or a user are to be blocked, or logged, for a time. */
@Entity('security_decisions')
@Index('security_decisions_value', ['scope', 'value'])
@Index('security_decisions_created_at', ['createdAt'])
@Index('security_decisions_open', ['expiresAt'], { where: 'lifted_at is null' })
export class SecurityDecision {
  @PrimaryColumn('uuid', { name: 'decision_id' })
  decisionId: string;

  @Column('text')
  scope: string;

  @Column('text')
  value: string;

  @Column('text')
  action: string;

  @Column('text')
  reason: string;

  @Column('text')
  source: string;

  /** The name of the detection that made it. */
  @Column('text', { nullable: true })
  detection: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** The person who made it. */
  @Column('text', { name: 'created_by', nullable: true })
  createdBy: string | null;

  /** Null: it holds until it is lifted. */
  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt: Date | null;

  @Column('text', { name: 'lifted_by', nullable: true })
  liftedBy: string | null;
}
