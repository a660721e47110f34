import type { ErrorGroupView } from './error-group.dto.js';

const NULLABLE_TIMES = ['status_changed_at', 'ignored_until', 'regressed_at', 'escalating_since'] as const;
type NullableTime = (typeof NULLABLE_TIMES)[number];
type Time = 'first_seen_at' | 'last_seen_at';

/** A group as {@link GROUP_COLUMNS} reads it. */
export type GroupRow = Omit<ErrorGroupView, NullableTime | Time | 'is_new' | 'is_escalating'> &
  Record<NullableTime, Date | null> &
  Record<Time, Date>;

/** The select list of a group. */
export const GROUP_COLUMNS = `group_id, service, error_type, error_message, culprit, severity, status, status_changed_at,
  resolved_in_release, ignored_until, ignored_until_count::float8 as ignored_until_count,
  ignored_until_user_count::float8 as ignored_until_user_count, regressed_at, assignee, event_count::float8 as event_count,
  left_out_count::float8 as left_out_count, user_count::float8 as user_count, first_seen_at, last_seen_at, array_remove(releases, '') as releases, fingerprint, grouped_by,
  escalating_since, merged_into`;

const NEW_MS = 86_400_000;

/** Groups first seen after this are new, epoch ms. */
export function newSince(now: number): number {
  return now - NEW_MS;
}

/** A group as the wire shows it. `now` is epoch ms. */
export function viewGroup(row: GroupRow, now: number): ErrorGroupView {
  const { first_seen_at, last_seen_at, status, escalating_since } = row;
  const times = NULLABLE_TIMES.map((name) => [name, row[name]?.toISOString() ?? null]);
  return {
    ...row,
    ...(Object.fromEntries(times) as Record<NullableTime, string | null>),
    first_seen_at: first_seen_at.toISOString(),
    last_seen_at: last_seen_at.toISOString(),
    is_new: status === 'unresolved' && first_seen_at.getTime() > newSince(now),
    is_escalating: status === 'unresolved' && escalating_since !== null,
  };
}
