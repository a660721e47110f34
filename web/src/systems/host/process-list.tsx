import { useMemo } from 'react';
import { ThingLink } from '../../app/thing-link.js';
import { latest } from '../../charts/latest.js';
import type { Points } from '../../charts/series.js';
import { Sparkline } from '../../charts/sparkline.js';
import { formatLatency, formatSpan } from '../../format/duration.js';
import { formatPercent } from '../../format/number.js';
import { type Measured, type Quantity, spell } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { Empty } from '../../panel/answer-view.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import { groupsOf } from '../metrics/metric-lines.js';
import { type Gauge, type MetricAnswers, useMetricAnswers } from '../metrics/use-metric-answers.js';
import styles from './process-list.module.css';

const METRICS = {
  memory: 'process_resident_memory_bytes',
  heap: 'process_heap_used_bytes',
  cpu: 'process_cpu_usage',
  delay: 'process_event_loop_delay_ms',
  uptime: 'process_uptime_seconds',
} as const;
const BY = ['service', 'host'] as const;
const GAUGES: readonly Gauge[] = Object.values(METRICS).map((metric) => ({ metric, by: BY }));

type Figure = keyof typeof METRICS;
type Process = { readonly service: string; readonly host?: string } & Readonly<Record<Figure, Points>>;

const COLUMNS: readonly Column<Process>[] = [
  {
    key: 'service',
    title: 'Service',
    width: 'minmax(110px, 2fr)',
    value: ({ service }) => service,
    cell: ({ service }) => (
      <ThingLink kind="service" id={service} className={rowLink}>
        {service}
      </ThingLink>
    ),
  },
  { key: 'host', title: 'Host', isExtra: true, value: ({ host }) => host, cell: ({ host }) => host ?? '–' },
  figure('Memory', 'memory', formatBytes),
  figure('Heap', 'heap', formatBytes, true),
  figure('CPU', 'cpu', formatPercent),
  figure('Loop delay', 'delay', formatLatency, true),
  {
    key: 'uptime',
    title: 'Running for',
    align: 'end',
    isExtra: true,
    value: ({ uptime }) => latest(uptime),
    cell: ({ uptime }) => {
      const seconds = latest(uptime);
      return seconds === null ? '–' : formatSpan(seconds * 1000);
    },
  },
];

function figure(title: string, key: Figure, format: (value: Measured) => Quantity, isExtra = false): Column<Process> {
  return {
    key,
    title,
    isExtra,
    align: 'end',
    width: 'minmax(80px, 1fr)',
    value: (process) => latest(process[key]),
    cell: (process) => (
      <span className={styles.figure}>
        <span className={styles.spark}>
          <Sparkline points={process[key]} />
        </span>
        {spell(format(latest(process[key])))}
      </span>
    ),
  };
}

function processesOf(answers: MetricAnswers | undefined): Process[] {
  return groupsOf(answers, METRICS.memory).map(({ tags: { service = '', host } }) => {
    const pointsOf = (metric: string) =>
      groupsOf(answers, metric).find(({ tags }) => tags.service === service && tags.host === host)?.points ?? [];
    return {
      service,
      host,
      memory: pointsOf(METRICS.memory),
      heap: pointsOf(METRICS.heap),
      cpu: pointsOf(METRICS.cpu),
      delay: pointsOf(METRICS.delay),
      uptime: pointsOf(METRICS.uptime),
    };
  });
}

/** The processes that tell of themselves: this service's own and those with its client. */
export function ProcessList() {
  const answer = useMetricAnswers(GAUGES, { points: 40 });
  const rows = useMemo(() => processesOf(answer.data), [answer.data]);
  return (
    <AnswerPanel
      title="Processes"
      answer={answer}
      flush
      isEmpty={() => rows.length === 0}
      empty={<Empty title="No process told of itself in this time" />}
    >
      {() => (
        <DataTable
          label="Processes"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ service, host }) => JSON.stringify([service, host])}
          sort={{ key: 'memory', direction: 'down' }}
          maxHeight={420}
        />
      )}
    </AnswerPanel>
  );
}
