import { ATTACHED } from './attachments/insert-attachments.sql.js';
import { COUNT_ERRORS } from './count-errors.sql.js';
import { COUNTED, LEFT_OUT_MINUTES, TALLIED } from './quota/count-events.sql.js';

/**
 * $1: the errors as a JSON array of rows. Writes the events that are not known yet and not left out, and counts those and what is left out.
 */
export const INSERT_ERRORS = `
with given as (
  select *, to_timestamp(at_ms / 1000.0) as occurred_at
  from json_to_recordset($1::json) as row (
    group_id uuid, at_ms double precision, error_id text, error_type text, error_message text, severity text, service text,
    culprit text, environment text, release text, endpoint text, http_method text, status_code integer, stack_trace text, stack_id uuid,
    user_id text, request_id text, trace_id text, span_id text, tags jsonb, additional_data jsonb, exceptions jsonb, processing_errors text[],
    fingerprint text[], grouped_by text, left_out boolean, attachments json)
),
fingerprints as (
  select distinct on (group_id) group_id, fingerprint, grouped_by from given order by group_id
),
inserted as (
  insert into error_events (group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit,
    environment, release, endpoint, http_method, status_code, stack_trace, stack_id, user_id, request_id, trace_id, span_id, tags,
    additional_data, exceptions, processing_errors)
  select group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit, environment, release,
    endpoint, http_method, status_code, stack_trace, stack_id, user_id, request_id, trace_id, span_id, tags, additional_data,
    exceptions, processing_errors
  from given where not left_out
  order by group_id, occurred_at, error_id
  on conflict do nothing
  returning group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit, coalesce(release, '') as release, user_id
),
${ATTACHED},
${COUNTED},
${LEFT_OUT_MINUTES},
${TALLIED},
${COUNT_ERRORS}`;
