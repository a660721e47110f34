/** Writes the attachments of what was `inserted`, and of nothing else. */
export const ATTACHED = `
attached as (
  insert into error_attachments (error_id, attachment_id, occurred_at, place, name, content_type, size_bytes, content)
  select error_id, gen_random_uuid(), occurred_at, place, name, content_type, size_bytes, decode(content, 'base64')
  from inserted join (
    select distinct on (group_id, occurred_at, error_id) group_id, occurred_at, error_id, attachments
    from given where attachments is not null
  ) sent using (group_id, occurred_at, error_id)
  cross join rows from (
    json_to_recordset(attachments) as (name text, content_type text, size_bytes integer, content text)
  ) with ordinality as file (name, content_type, size_bytes, content, place)
)`;
