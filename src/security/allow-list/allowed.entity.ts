import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An address, a network or a user that no decision blocks. */
@Entity('security_allowed')
@Index('security_allowed_value', ['scope', 'value'], { unique: true })
export class SecurityAllowed {
  @PrimaryColumn('uuid', { name: 'allowed_id' })
  allowedId: string;

  @Column('text')
  scope: string;

  @Column('text')
  value: string;

  @Column('text')
  comment: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('text', { name: 'created_by' })
  createdBy: string;
}
