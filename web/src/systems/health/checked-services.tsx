import { useMemo } from 'react';
import { ThingLink } from '../../app/thing-link.js';
import { latest } from '../../charts/latest.js';
import { formatLatency } from '../../format/duration.js';
import { formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { StateBadge } from '../../state/state-badge.js';
import type { Tone } from '../../state/tone.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { Moment } from '../../time/moment.js';
import { groupsOf, timestampsOf } from '../metrics/metric-lines.js';
import { type Gauge, type MetricAnswers, useMetricAnswers } from '../metrics/use-metric-answers.js';
import { judgeUptime, type StepState, type Uptime } from './judge-uptime.js';
import { UptimeStrip } from './uptime-strip.js';

const GAUGES: readonly Gauge[] = [
  { metric: 'service_up', by: ['service'] },
  { metric: 'service_check_duration_ms', by: ['service'] },
];
/** Few enough to be told apart, and not much shorter than the time between two checks. */
const STEPS = { points: 60, shortest: 60 };
const TONES: Readonly<Record<StepState, Tone>> = {
  up: 'good',
  partly: 'warning',
  down: 'critical',
  unknown: 'unknown',
};
const ROW_HEIGHT = 46;

interface Checked extends Uptime {
  readonly service: string;
  readonly latencyMs: number | null;
  /** Since when it is as it is, if that changed in this time; ISO 8601. */
  readonly since?: string;
  readonly from: number;
  readonly stepMs: number;
}

const COLUMNS: readonly Column<Checked>[] = [
  {
    key: 'service',
    title: 'Service',
    width: 'minmax(90px, 180px)',
    value: ({ service }) => service,
    cell: ({ service }) => (
      <ThingLink kind="service" id={service} className={rowLink}>
        {service}
      </ThingLink>
    ),
  },
  {
    key: 'state',
    title: 'Now',
    width: '116px',
    value: ({ now }) => ['down', 'partly', 'unknown', 'up'].indexOf(now),
    cell: ({ now }) => <StateBadge tone={TONES[now]}>{now === 'partly' ? 'partly down' : now}</StateBadge>,
  },
  {
    key: 'since',
    title: 'Since',
    width: '150px',
    isExtra: true,
    value: ({ since }) => since,
    cell: ({ since }) => (since === undefined ? 'all this time' : <Moment at={since} />),
  },
  {
    key: 'history',
    title: 'Up and down',
    width: 'minmax(80px, 4fr)',
    cell: ({ service, states, from, stepMs }) => (
      <UptimeStrip label={service} states={states} from={from} stepMs={stepMs} />
    ),
  },
  {
    key: 'percent',
    title: 'Up',
    width: '76px',
    align: 'end',
    isExtra: true,
    value: ({ percent }) => percent,
    cell: ({ percent }) => spell(formatPercent(percent)),
  },
  {
    key: 'latency',
    title: 'Answers in',
    width: '100px',
    align: 'end',
    isExtra: true,
    value: ({ latencyMs }) => latencyMs,
    cell: ({ latencyMs }) => spell(formatLatency(latencyMs)),
  },
];

function checkedOf(answers: MetricAnswers): Checked[] {
  const timestamps = timestampsOf(answers);
  const from = Date.parse(timestamps[0] ?? answers.start_time);
  const stepMs = (answers.items[0]?.step_seconds ?? 0) * 1000;
  const latencies = groupsOf(answers, 'service_check_duration_ms');
  return groupsOf(answers, 'service_up').map(({ tags: { service = '' }, points }) => {
    const uptime = judgeUptime(points);
    const latency = latencies.find(({ tags }) => tags.service === service);
    const since = uptime.sinceStep === undefined ? undefined : timestamps[uptime.sinceStep];
    return {
      ...uptime,
      service,
      since,
      from,
      stepMs,
      latencyMs: latency === undefined ? null : latest(latency.points),
    };
  });
}

/** Every service that is checked from outside, this one (`own`) among them: up or down now, since when, and how it went. */
export function CheckedServices({ own }: { own: string | undefined }) {
  const answer = useMetricAnswers(GAUGES, STEPS);
  const rows = useMemo(() => (answer.data === undefined ? [] : checkedOf(answer.data)), [answer.data]);
  const isAlone = rows.length > 0 && rows.every(({ service }) => service === own);
  return (
    <AnswerPanel
      title="Checked services"
      answer={answer}
      flush
      isEmpty={() => rows.length === 0}
      empty={<Empty title="No check was made in this time">The first one comes within a minute of the start.</Empty>}
    >
      {() => (
        <>
          <DataTable
            label="Checked services"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ service }) => service}
            rowHeight={ROW_HEIGHT}
            sort={{ key: 'state', direction: 'up' }}
            maxHeight={520}
          />
          {isAlone && (
            <Empty title="Only this service checks itself so far">
              <code>HEALTH_CHECK_TARGETS=students=http://students:3000/health</code> has it check others.
            </Empty>
          )}
        </>
      )}
    </AnswerPanel>
  );
}
