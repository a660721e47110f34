import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Where a rule of inspection is wrong: what it finds in this field of this route is no attack. */
@Entity('security_exceptions')
@Index('security_exceptions_place', ['service', 'route', 'ruleId', 'field'], { unique: true })
export class SecurityException {
  @PrimaryColumn('uuid', { name: 'exception_id' })
  exceptionId: string;

  @Column('text')
  service: string;

  @Column('text')
  route: string;

  @Column('text', { name: 'rule_id' })
  ruleId: string;

  @Column('text')
  field: string;

  /** The event that was no attack. */
  @Column('text', { name: 'event_id' })
  eventId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('text', { name: 'created_by' })
  createdBy: string;
}
