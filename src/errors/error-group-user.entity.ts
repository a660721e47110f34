import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whom errors of a fingerprint hit. Goes with its group. */
@Entity('error_group_users')
export class ErrorGroupUser {
  /** The group of the fingerprint's own. */
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  /** The first half of the SHA-256 of the user's id. */
  @PrimaryColumn('uuid', { name: 'user_hash' })
  userHash: string;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  /** Up to an hour too early: not every event writes it. */
  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;
}
