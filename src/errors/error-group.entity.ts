import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Errors of one service with one cause, as far as their type and stack or message tell, or people say. Counts and times are of all its
 * fingerprints, and of events that have expired since, too.
 */
@Entity('error_groups')
@Index('error_groups_last_seen_at', ['lastSeenAt', 'groupId'], { where: 'merged_into IS NULL' })
@Index('error_groups_first_seen_at', ['firstSeenAt', 'groupId'], { where: 'merged_into IS NULL' })
@Index('error_groups_event_count', ['eventCount', 'groupId'], { where: 'merged_into IS NULL' })
@Index('error_groups_user_count', ['userCount', 'groupId'], { where: 'merged_into IS NULL' })
@Index('error_groups_counted', ['service', 'status', 'firstSeenAt', 'escalatingSince', 'regressedAt'], {
  where: 'merged_into IS NULL',
})
@Index('error_groups_merged_into', ['mergedInto'], { where: 'merged_into IS NOT NULL' })
@Index('error_groups_regressed_at', ['regressedAt'], { where: 'regressed_at IS NOT NULL' })
@Index('error_groups_escalating_since', ['escalatingSince'], { where: 'escalating_since IS NOT NULL' })
export class ErrorGroup {
  /** Made from what the events have in common, so every replica gives a group the same id. */
  @PrimaryColumn('uuid', { name: 'group_id' })
  groupId: string;

  @Column('text')
  service: string;

  @Column('text', { name: 'error_type' })
  errorType: string;

  /** The message of the latest event. */
  @Column('text', { name: 'error_message' })
  errorMessage: string;

  /** The innermost frame of the service's own code, when the stack names one. */
  @Column('text', { nullable: true })
  culprit: string | null;

  /** Its type, message and culprit in small letters, for searches. */
  @Column('text', { name: 'search_text', default: '' })
  searchText: string;

  /** The severity of the latest event. */
  @Column('text')
  severity: string;

  @Column('bigint', { name: 'event_count' })
  eventCount: string;

  /** How many of them were counted and not stored. */
  @Column('bigint', { name: 'left_out_count', default: 0 })
  leftOutCount: string;

  @Column('bigint', { name: 'user_count', default: 0 })
  userCount: string;

  @Column('timestamptz', { name: 'first_seen_at' })
  firstSeenAt: Date;

  @Column('timestamptz', { name: 'last_seen_at' })
  lastSeenAt: Date;

  /** `unresolved`, `resolved` or `ignored`. */
  @Column('text', { default: 'unresolved' })
  status: string;

  @Column('timestamptz', { name: 'status_changed_at', nullable: true })
  statusChangedAt: Date | null;

  @Column('text', { name: 'resolved_in_release', nullable: true })
  resolvedInRelease: string | null;

  @Column('timestamptz', { name: 'ignored_until', nullable: true })
  ignoredUntil: Date | null;

  /** It is ignored until `eventCount` is so much. */
  @Column('bigint', { name: 'ignored_until_count', nullable: true })
  ignoredUntilCount: string | null;

  /** It is ignored until `userCount` is so much. */
  @Column('bigint', { name: 'ignored_until_user_count', nullable: true })
  ignoredUntilUserCount: string | null;

  /** When it came back after it had been resolved. */
  @Column('timestamptz', { name: 'regressed_at', nullable: true })
  regressedAt: Date | null;

  @Column('text', { nullable: true })
  assignee: string | null;

  /** The releases it had events of, as they were first seen; an empty text for events without one. */
  @Column('text', { array: true, default: [] })
  releases: string[];

  /** What all its events have in common, in words; empty for groups of before it was kept. */
  @Column('text', { array: true, default: [] })
  fingerprint: string[];

  /** Why the fingerprint is that, in a sentence. */
  @Column('text', { name: 'grouped_by', default: '' })
  groupedBy: string;

  /** The group that its errors count for instead; what else is here is as it was when it was merged. */
  @Column('uuid', { name: 'merged_into', nullable: true })
  mergedInto: string | null;

  /** Since when it has had far more errors than is usual for it; null when it has not. */
  @Column('timestamptz', { name: 'escalating_since', nullable: true })
  escalatingSince: Date | null;
}
