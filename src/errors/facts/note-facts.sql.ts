/** What others are to be told of groups that were `grouped`: PostgreSQL gives a row an `xmax` when it was there already. */
export const NOTED_FACTS = `
noted as (
  insert into error_group_facts (group_id, at, kind)
  select group_id, now(), case when is_new then 'new' when regressed_at = now() then 'regressed' else 'returned' end
  from grouped where is_new or (status = 'unresolved' and status_changed_at = now()) order by group_id
)`;
