import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { formatPercent, formatPlain } from '../../format/number.js';
import { type Measured, type Quantity, spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import styles from '../columns.module.css';
import { groupsOf } from '../metrics/metric-lines.js';
import type { MetricAnswers, MetricsAnswer } from '../metrics/use-metric-answers.js';

interface Host {
  readonly name: string;
  readonly cpu: Measured;
  readonly memory: Measured;
  readonly disk: Measured;
  readonly load: Measured;
}

const COLUMNS: readonly Column<Host>[] = [
  {
    key: 'host',
    title: 'Host',
    width: 'minmax(120px, 2fr)',
    value: ({ name }) => name,
    cell: ({ name }) => (
      <Link
        from="/systems"
        to="/systems"
        search={(search) => ({ ...search, host: name })}
        className={rowLink}
        title={name}
      >
        {name}
      </Link>
    ),
  },
  figure('CPU', 'cpu', formatPercent),
  figure('Memory', 'memory', formatPercent),
  figure('Fullest disk', 'disk', formatPercent),
  figure('Load', 'load', formatPlain, true),
];

function figure(
  title: string,
  key: Exclude<keyof Host, 'name'>,
  format: (value: Measured) => Quantity,
  isExtra = false,
): Column<Host> {
  return { key, title, isExtra, align: 'end', value: (host) => host[key], cell: (host) => spell(format(host[key])) };
}

function hostsOf(answers: MetricAnswers | undefined): Host[] {
  const shareOf = (metric: string, name: string) =>
    groupsOf(answers, metric).find(({ tags }) => (tags.host ?? '') === name)?.points[0];
  return groupsOf(answers, 'system_cpu_usage').map(({ tags: { host: name = '' } }) => ({
    name,
    cpu: shareOf('system_cpu_usage', name),
    memory: shareOf('system_memory_usage', name),
    disk: shareOf('system_disk_usage', name),
    load: shareOf('system_load_1m', name),
  }));
}

/** Every host that reported in this time; one of them is shown below. */
export function HostList({ answer, shown }: { answer: MetricsAnswer; shown: string | undefined }) {
  const rows = useMemo(() => hostsOf(answer.data), [answer.data]);
  return (
    <AnswerPanel title={`${rows.length} hosts`} answer={answer} flush>
      {() => (
        <>
          <DataTable
            label="Hosts"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ name }) => name}
            sort={{ key: 'cpu', direction: 'down' }}
            isMarked={({ name }) => name === shown}
            maxHeight={260}
          />
          <p className={styles.note}>Means over this time; of disks the highest. The marked host is shown below.</p>
        </>
      )}
    </AnswerPanel>
  );
}
