import { NOTED_FACTS } from './facts/note-facts.sql.js';
import { newestReleases } from './newest-releases.sql.js';
import { searchText } from './search-text.sql.js';

/**
 * A resolved group regresses by an event after its resolution; one that was resolved in a release only by an event of that release or
 * of one it had not had before: what is still about of older ones was not meant to be mended.
 */
const REGRESSES = `(known.status = 'resolved' and excluded.last_seen_at > known.status_changed_at
  and (known.resolved_in_release is null or known.resolved_in_release = any(excluded.releases) or not excluded.releases <@ known.releases))`;
/** An ignored group returns once its time is over or it has had so many events or users. */
const RETURNS = `(known.status = 'ignored' and (excluded.last_seen_at > known.ignored_until
  or known.event_count + excluded.event_count >= known.ignored_until_count
  or known.user_count + excluded.user_count >= known.ignored_until_user_count))`;

/** Adds up what was counted, for fingerprints and groups alike. */
const SUMS = `count(*) as event_count, count(*) filter (where left_out) as left_out_count, min(occurred_at) as first_seen_at, max(occurred_at) as last_seen_at, array_agg(distinct release) as releases`;
const ADD_SUMS = `
    event_count = known.event_count + excluded.event_count,
    left_out_count = known.left_out_count + excluded.left_out_count,
    first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
    releases = case when excluded.releases <@ known.releases then known.releases else ${newestReleases('known.releases || excluded.releases')} end`;

/**
 * Continues a statement whose relation `counted` holds the events to count (group_id of their fingerprint, fingerprint, grouped_by,
 * occurred_at, service, error_type, error_message, culprit, severity, release, user_id, left_out): adds them to their fingerprints, users, groups
 * and hours. Which group a fingerprint belongs to is read where its row is locked, so that nothing is lost to a merge at the same time.
 * All are sorted by key, and one follows from the other, so that statements at the same time take their locks in the same order.
 */
export const COUNT_ERRORS = `
fingerprinted as (
  insert into error_fingerprints as known (fingerprint_id, group_id, event_count, left_out_count, first_seen_at, last_seen_at, releases)
  select group_id, group_id, ${SUMS} from counted group by group_id order by group_id
  on conflict (fingerprint_id) do update set ${ADD_SUMS}
  returning fingerprint_id, group_id, shares_group
),
hit as (
  insert into error_group_users as known (group_id, user_hash, first_seen_at, last_seen_at)
  select fingerprint_id, encode(substr(sha256(convert_to(user_id, 'UTF8')), 1, 16), 'hex')::uuid, min(occurred_at), max(occurred_at)
  from counted c join fingerprinted f on f.fingerprint_id = c.group_id
  where user_id is not null group by 1, 2 order by 1, 2
  on conflict (group_id, user_hash) do update set last_seen_at = excluded.last_seen_at
  where known.last_seen_at < excluded.last_seen_at - interval '1 hour'
  returning group_id as fingerprint_id, user_hash, xmax = 0 as is_new
),
hit_merged as (
  insert into error_merged_users (group_id, user_hash)
  select distinct group_id, user_hash from hit join fingerprinted using (fingerprint_id) where is_new and shares_group order by 1, 2
  on conflict do nothing
  returning group_id
),
new_users as (
  select group_id, count(*) as user_count from (
    select group_id from hit join fingerprinted using (fingerprint_id) where is_new and not shares_group
    union all select group_id from hit_merged
  ) users group by group_id
),
sums as (
  select f.group_id, ${SUMS} from counted c join fingerprinted f on f.fingerprint_id = c.group_id group by f.group_id
),
latest as (
  select distinct on (f.group_id) f.group_id, service, error_type, error_message, culprit, severity, fingerprint, grouped_by
  from counted c join fingerprinted f on f.fingerprint_id = c.group_id order by f.group_id, occurred_at desc
),
grouped as (
  insert into error_groups as known (group_id, service, error_type, error_message, culprit, search_text, severity, event_count, left_out_count,
    user_count, first_seen_at, last_seen_at, releases, fingerprint, grouped_by)
  select group_id, service, error_type, error_message, culprit, ${searchText('error_type', 'error_message', 'culprit')}, severity,
    event_count, left_out_count, coalesce(user_count, 0), first_seen_at, last_seen_at, releases, fingerprint, grouped_by
  from latest join sums using (group_id) left join new_users using (group_id) order by group_id
  on conflict (group_id) do update set ${ADD_SUMS},
    user_count = known.user_count + excluded.user_count,
    error_message = case when excluded.last_seen_at < known.last_seen_at then known.error_message else excluded.error_message end,
    search_text = case when excluded.last_seen_at < known.last_seen_at then known.search_text
      else ${searchText('known.error_type', 'excluded.error_message', 'known.culprit')} end,
    severity = case when excluded.last_seen_at < known.last_seen_at then known.severity else excluded.severity end,
    status = case when ${REGRESSES} or ${RETURNS} then 'unresolved' else known.status end,
    status_changed_at = case when ${REGRESSES} or ${RETURNS} then now() else known.status_changed_at end,
    regressed_at = case when ${REGRESSES} then now() else known.regressed_at end
  returning group_id, status, status_changed_at, regressed_at, xmax = 0 as is_new
),
${NOTED_FACTS},
reopened as (
  insert into error_group_events (group_id, at, kind)
  select group_id, now(), case when regressed_at = now() then 'regressed' else 'returned' end
  from grouped where status = 'unresolved' and status_changed_at = now() order by group_id
)
insert into error_group_hours (group_id, hour_at, severity, service, error_type, event_count)
select group_id, date_trunc('hour', occurred_at, 'UTC') as hour_at, severity, service, error_type, count(*)
from counted
group by group_id, hour_at, severity, service, error_type
order by group_id, hour_at, severity
on conflict (group_id, hour_at, severity) do update set event_count = error_group_hours.event_count + excluded.event_count`;
