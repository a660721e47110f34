import type { MetricSample } from '../../metrics/metric.recorder.js';
import type { Tally, TallyBatch } from '../../tracing/span.tallies.js';

/** How long spans took, by `service`, `operation`, `kind` and `status`; with it how many there were and how many failed. */
export const SPAN_DURATION = 'span_duration_ms';
/** How long calls took, by `client`, `server`, `server_kind` (service, database, queue or external) and `status`. */
export const CALL_DURATION = 'service_call_duration_ms';

const TAGS = {
  spans: { name: SPAN_DURATION, names: ['service', 'operation', 'kind', 'status'] },
  calls: { name: CALL_DURATION, names: ['client', 'server', 'server_kind', 'status'] },
} as const;

/** What a batch of tallies is as a histogram's observations: each stands for as many as were in its bucket. */
export function spanSamples({ subject, tallies }: TallyBatch): MetricSample[] {
  const { name, names } = TAGS[subject];
  return tallies.map(([endedAt, ...rest]: Tally) => {
    const tags = Object.fromEntries(names.map((tag, i) => [tag, rest[i] as string]));
    return { name, kind: 'histogram', unit: 'ms', tags, at: endedAt * 1000, value: middleOf(rest[4]), count: rest[5] };
  });
}

/** The geometric mean of the bucket (2^((b-1)/8), 2^(b/8)], at most 4.5 % from any duration in it. */
function middleOf(bucket: number | null): number {
  return bucket === null ? 0 : Number((2 ** ((bucket - 0.5) / 8)).toPrecision(6));
}
