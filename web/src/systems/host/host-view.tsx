import { getRouteApi } from '@tanstack/react-router';
import { useGet } from '../../api/use-get.js';
import styles from '../body.module.css';
import { groupsOf } from '../metrics/metric-lines.js';
import { type Gauge, useMetricAnswers } from '../metrics/use-metric-answers.js';
import { HostCharts } from './host-charts.js';
import { HostFacts } from './host-facts.js';
import { HostList } from './host-list.js';
import { ProcessList } from './process-list.js';

const route = getRouteApi('/systems');

/** One value of each host for the whole time. */
const HOSTS: readonly Gauge[] = [
  { metric: 'system_cpu_usage', by: ['host'] },
  { metric: 'system_memory_usage', by: ['host'] },
  { metric: 'system_disk_usage', by: ['host'], aggregation: 'max' },
  { metric: 'system_load_1m', by: ['host'] },
];

/** The machines that report, one of them in full, and the processes that tell of themselves. */
export function HostView() {
  const { host: chosen } = route.useSearch();
  const hosts = useMetricAnswers(HOSTS, { points: 1 });
  const system = useGet('/system', { topics: ['metrics'] });
  const names = groupsOf(hosts.data, 'system_cpu_usage').map(({ tags }) => tags.host ?? '');
  const own = system.data?.hostname;
  const host = chosen ?? own ?? names[0];
  const isOwn = host !== undefined && host === own;
  return (
    <div className={styles.body}>
      {names.length > 1 && <HostList answer={hosts} shown={host} />}
      {(isOwn || names.length === 0) && <HostFacts answer={system} />}
      {host !== undefined && <HostCharts host={host} system={isOwn ? system.data : undefined} />}
      <ProcessList />
    </div>
  );
}
