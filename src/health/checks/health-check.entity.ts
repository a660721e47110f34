import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One health check of one service. */
@Entity('health_checks')
@Index('health_checks_checked_at', ['checkedAt'])
export class HealthCheck {
  @PrimaryColumn('text')
  service: string;

  @PrimaryColumn('timestamptz', { name: 'checked_at' })
  checkedAt: Date;

  /** `up` or `down`. */
  @Column('text')
  status: string;

  @Column('double precision', { name: 'duration_ms' })
  durationMs: number;

  /** Why it is down. */
  @Column('text', { nullable: true })
  message: string | null;

  /** The single checks of the service, where they are known. */
  @Column('jsonb', { default: {} })
  details: Record<string, unknown>;
}
