/**
 * What is to be counted of `given`: what was `inserted`, and what is left out and neither stored already nor by this statement.
 * Events that are sent again and were left out before are not told from new ones here: {@link CountedIds} knows the newest.
 */
export const COUNTED = `
events as (
  select group_id, occurred_at, error_type, error_message, severity, service, culprit, release, user_id, false as left_out from inserted
  union all
  select group_id, occurred_at, error_type, error_message, severity, service, culprit, coalesce(release, ''), user_id, true
  from given
  where left_out
    and not exists (select from error_events e
      where (e.group_id, e.occurred_at, e.error_id) = (given.group_id, given.occurred_at, given.error_id))
    and not exists (select from given stored where not stored.left_out
      and (stored.group_id, stored.occurred_at, stored.error_id) = (given.group_id, given.occurred_at, given.error_id))
),
counted as (
  select * from events join fingerprints using (group_id)
)`;

/** What was left out, to the minute: with it counts of events are right in any range. */
export const LEFT_OUT_MINUTES = `
left_out_minutes as (
  insert into error_left_out_minutes as known (group_id, minute_at, severity, service, error_type, event_count)
  select group_id, date_trunc('minute', occurred_at, 'UTC') as minute_at, severity, service, error_type, count(*)
  from counted where left_out
  group by group_id, minute_at, severity, service, error_type
  order by group_id, minute_at, severity
  on conflict (group_id, minute_at, severity) do update set event_count = known.event_count + excluded.event_count
)`;

/** How many errors of a kind ten seconds had, and how many of them were left out, until it is recorded as metrics. */
export const TALLIED = `
tallied as (
  insert into error_tallies (tallies)
  select json_agg(json_build_array(at, service, severity, error_type, event_count, left_out_count))
  from (
    select floor(extract(epoch from occurred_at) / 10)::bigint * 10 as at, service, severity, error_type, count(*) as event_count,
      count(*) filter (where left_out) as left_out_count
    from counted group by 1, 2, 3, 4
  ) kinds having count(*) > 0
)`;
