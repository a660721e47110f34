import { useGet } from '../../api/use-get.js';
import { formatLatency } from '../../format/duration.js';
import { formatPercent, formatPlain, formatRate } from '../../format/number.js';
import type { Measured } from '../../format/quantity.js';
import { formatBytes } from '../../format/unit.js';
import { Grid } from '../../page/grid.js';
import { toneOfMetrics } from '../../state/tone.js';
import styles from '../body.module.css';
import { MetricChart } from '../metrics/metric-chart.js';
import { type Gauge, useMetricAnswers } from '../metrics/use-metric-answers.js';
import { DatabaseFacts } from './database-facts.js';
import { TableSizes } from './table-sizes.js';

const CONNECTIONS = [
  { metric: 'database_connections_active', label: 'active', ink: 'chart-1' },
  { metric: 'database_connections_idle', label: 'idle', ink: 'chart-muted' },
  { metric: 'database_connections', label: 'all', ink: 'chart-2' },
] as const;
const TRANSACTIONS = [{ metric: 'database_transactions_per_second', label: 'transactions' }] as const;
const CACHE = [{ metric: 'database_cache_hit_percent', label: 'from cache' }] as const;
const SIZE = [{ metric: 'database_size_bytes', label: 'size' }] as const;
const LONGEST = [{ metric: 'database_longest_transaction_seconds', label: 'longest' }] as const;
const DEADLOCKS = [{ metric: 'database_deadlocks', label: 'deadlocks' }] as const;
/** Peaks are what one looks for in how long something took. */
const PEAKS = new Set<string>([...LONGEST, ...DEADLOCKS].map(({ metric }) => metric));
const GAUGES: readonly Gauge[] = [...CONNECTIONS, ...TRANSACTIONS, ...CACHE, ...SIZE, ...LONGEST, ...DEADLOCKS].map(
  ({ metric }) => ({ metric, aggregation: PEAKS.has(metric) ? 'max' : 'avg' }),
);

const formatSeconds = (value: Measured) => formatLatency(typeof value === 'number' ? value * 1000 : value);

/** The service's PostgreSQL: as it is now, over the page's time, and what takes its room. */
export function DatabaseView() {
  const now = useGet('/database', { topics: ['metrics'] });
  const answer = useMetricAnswers(GAUGES);
  const firing = useGet('/alerts', { query: { status: ['firing'] }, topics: ['alerts'] });
  const toneOf = (...metrics: string[]) => toneOfMetrics(firing.data?.items ?? [], metrics);
  return (
    <div className={styles.body}>
      <DatabaseFacts answer={now} />
      <Grid min="medium">
        <MetricChart
          title="Connections"
          lines={CONNECTIONS}
          answer={answer}
          format={formatPlain}
          tone={toneOf('database_connections', 'database_connections_active')}
        />
        <MetricChart
          title="Transactions"
          lines={TRANSACTIONS}
          answer={answer}
          kind="area"
          format={formatRate}
          tone={toneOf('database_transactions_per_second')}
        />
        <MetricChart
          title="Reads from cache"
          lines={CACHE}
          answer={answer}
          top={100}
          format={formatPercent}
          tone={toneOf('database_cache_hit_percent')}
        />
        <MetricChart
          title="Longest transaction"
          lines={LONGEST}
          answer={answer}
          format={formatSeconds}
          caption="the longest of each step"
          tone={toneOf('database_longest_transaction_seconds')}
        />
        <MetricChart
          title="Size"
          lines={SIZE}
          answer={answer}
          kind="area"
          format={formatBytes}
          tone={toneOf('database_size_bytes')}
        />
        <MetricChart
          title="Deadlocks"
          lines={DEADLOCKS}
          answer={answer}
          format={formatPlain}
          topAtLeast={5}
          caption="since its statistics began"
          tone={toneOf('database_deadlocks')}
        />
      </Grid>
      <TableSizes answer={now} />
    </div>
  );
}
