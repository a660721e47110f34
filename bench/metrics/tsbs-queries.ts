import type { ServiceTarget, Target } from './targets.js';

/** A question as this service and as Prometheus is asked it. */
export interface Query {
  readonly name: string;
  /** POST /metrics/query */
  readonly own: object[];
  readonly promql: string;
  readonly stepSeconds: number;
  /** Only the last so many milliseconds. */
  readonly lastMs?: number;
  readonly askedMs?: number;
}

const HUNDRED = 'host_[1-9]?[0-9]';
const tagged = (aggregation: string, step: string, more: object = {}) => ({
  metric_name: 'cpu_usage_user',
  aggregation,
  step,
  ...more,
});
/** What dashboards ask, over the data of TSBS. */
export const queries: Query[] = [
  {
    name: '1 series, 5 min',
    own: [tagged('avg', '5m', { tags: 'hostname=host_7' })],
    promql: 'avg_over_time(cpu_usage_user{hostname="host_7"}[5m])',
    stepSeconds: 300,
    askedMs: 10,
  },
  {
    name: '100 series averaged by a tag, 5 min',
    own: [tagged('avg', '5m', { tags: `hostname=~${HUNDRED}`, group_by: 'region' })],
    promql: `avg by (region) (avg_over_time(cpu_usage_user{hostname=~"${HUNDRED}"}[5m]))`,
    stepSeconds: 300,
    askedMs: 60,
  },
  {
    name: '1,000 series, 1 h',
    own: [tagged('avg', '1h')],
    promql: 'avg(avg_over_time(cpu_usage_user[1h]))',
    stepSeconds: 3600,
  },
  {
    name: 'p99 over 100 series, 5 min',
    own: [tagged('p99', '5m', { tags: `hostname=~${HUNDRED}` })],
    promql: `quantile(0.99, quantile_over_time(0.99, cpu_usage_user{hostname=~"${HUNDRED}"}[5m]))`,
    stepSeconds: 300,
  },
  {
    name: 'last value of all 10,000 series',
    own: ['user', 'system', 'idle', 'nice', 'iowait', 'irq', 'softirq', 'steal', 'guest', 'guest_nice'].map(
      (metric) => ({
        metric_name: `cpu_usage_${metric}`,
        aggregation: 'last',
        group_by: 'hostname',
      }),
    ),
    promql: 'last_over_time({__name__=~"cpu_usage_.*"}[5m])',
    stepSeconds: 300,
    lastMs: 300_000,
  },
];

/** Epoch ms, the end excluded. */
export interface Range {
  readonly startAt: number;
  readonly endAt: number;
}

export async function askOwn(service: ServiceTarget, query: Query, { startAt, endAt }: Range): Promise<void> {
  const answer = await fetch(`${service.url}/api/v1/monitoring/metrics/query`, {
    method: 'POST',
    headers: { ...service.headers, 'content-type': 'application/json' },
    body: JSON.stringify({
      start_time: new Date(startAt).toISOString(),
      end_time: new Date(endAt).toISOString(),
      queries: query.own.map((one, i) => ({ name: `q${i}`, ...one })),
    }),
  });
  await expectData(answer, 'points');
}

export async function askPrometheus(
  rival: Target,
  { promql, stepSeconds }: Query,
  { startAt, endAt }: Range,
): Promise<void> {
  const values = {
    query: promql,
    start: String(startAt / 1000 + stepSeconds),
    end: String(endAt / 1000),
    step: String(stepSeconds),
  };
  await expectData(await fetch(`${rival.url}/api/v1/query_range?${new URLSearchParams(values)}`), 'data');
}

/** An empty answer would be a fast one. */
async function expectData(answer: Response, field: string): Promise<void> {
  const text = await answer.text();
  if (!answer.ok || text.length < 200 || !text.includes(`"${field}"`))
    throw new Error(`no data: ${answer.status} ${text.slice(0, 300)}`);
}
