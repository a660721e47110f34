/** Which bucket a duration in milliseconds counts in: eight to each doubling; what is not above zero has none. */
export const BUCKET = `case when duration_ms > 1e-6 then ceil(ln(duration_ms) / ln(2.0::double precision) * 8)::int end`;

/** When a span ended, to ten seconds, in epoch seconds. */
export const ENDED = `(floor((date_part('epoch', started_at) + duration_ms / 1000) / 10) * 10)::bigint`;
