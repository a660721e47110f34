import type { Transaction } from '../../../database/database.js';
import { newestReleases } from '../../newest-releases.sql.js';
import { searchText } from '../../search-text.sql.js';

const MEMBERS = `members as (select * from error_fingerprints where group_id = $1)`;

/** Its releases in the order in which its fingerprints, and then they, were first seen. */
const RELEASES = `array(
  select release from (
    select release, row_number() over (order by m.first_seen_at, m.fingerprint_id, place) as at
    from members m, unnest(m.releases) with ordinality as r (release, place)
  ) seen
  group by release order by min(at))`;

const RECOUNT = `
with ${MEMBERS},
totals as (
  select sum(event_count)::bigint as event_count, sum(left_out_count)::bigint as left_out_count, min(first_seen_at) as first_seen_at, max(last_seen_at) as last_seen_at,
    ${RELEASES} as releases,
    (select count(distinct user_hash) from error_group_users where group_id in (select fingerprint_id from members)) as user_count
  from members
),
latest as (
  select e.error_message, e.severity
  from members m cross join lateral (
    select error_message, severity, occurred_at from error_events where group_id = m.fingerprint_id order by occurred_at desc limit 1
  ) e
  order by occurred_at desc limit 1
)
update error_groups g set event_count = t.event_count, left_out_count = t.left_out_count, user_count = t.user_count, first_seen_at = t.first_seen_at,
  last_seen_at = t.last_seen_at, releases = ${newestReleases('t.releases')},
  error_message = coalesce((select error_message from latest), g.error_message), severity = coalesce((select severity from latest), g.severity),
  search_text = coalesce((select ${searchText('g.error_type', 'error_message', 'g.culprit')} from latest), g.search_text),
  ignored_until_count = g.ignored_until_count + t.event_count - g.event_count,
  ignored_until_user_count = g.ignored_until_user_count + t.user_count - g.user_count
from totals t where g.group_id = $1`;

/**
 * Makes a group the sum of its fingerprints, after others came to it or left it. What it waits for while it is ignored, so many more
 * events or users, stays as far away as it was.
 *
 * @param tx has locked its fingerprints
 */
export async function recountGroup(tx: Transaction, groupId: string): Promise<void> {
  await tx.query(RECOUNT, [groupId]);
  await tx.query(
    `update error_fingerprints f set shares_group = m.count > 1
     from (select count(*) from error_fingerprints where group_id = $1) m where f.group_id = $1`,
    [groupId],
  );
  await tx.query('delete from error_merged_users where group_id = $1', [groupId]);
  await tx.query(
    `with ${MEMBERS}
     insert into error_merged_users (group_id, user_hash)
     select distinct $1::uuid, user_hash from error_group_users u join members m on m.fingerprint_id = u.group_id where m.shares_group`,
    [groupId],
  );
}
