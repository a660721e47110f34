import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What errors have in common, the group they belong to, and their share of it. It has a group of the same id; once that was merged,
 * `groupId` is the group it was merged into. Events and hourly counts are kept under the fingerprint, so that merging moves none of them.
 */
@Entity('error_fingerprints')
@Index('error_fingerprints_group_id', ['groupId'])
export class ErrorFingerprint {
  @PrimaryColumn('uuid', { name: 'fingerprint_id' })
  fingerprintId: string;

  @Column('uuid', { name: 'group_id' })
  groupId: string;

  /** Whether its group has other fingerprints, too. */
  @Column('boolean', { name: 'shares_group', default: false })
  sharesGroup: boolean;

  @Column('bigint', { name: 'event_count' })
  eventCount: string;

  @Column('bigint', { name: 'left_out_count', default: 0 })
  leftOutCount: string;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  @Column('text', { array: true, default: [] })
  releases: string[];
}
