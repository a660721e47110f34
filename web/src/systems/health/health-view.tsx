import { formatLatency } from '../../format/duration.js';
import { formatCount } from '../../format/number.js';
import { Grid } from '../../page/grid.js';
import styles from '../body.module.css';
import { MetricChart } from '../metrics/metric-chart.js';
import { type Gauge, useMetricAnswers } from '../metrics/use-metric-answers.js';
import { CheckedServices } from './checked-services.js';
import { JobList } from './job-list.js';
import { OwnChecks } from './own-checks.js';
import { useHealth } from './use-health.js';

const CHECKS = [{ metric: 'service_check_duration_ms', label: 'check' }] as const;
const EVALUATION = [
  { metric: 'alert_evaluation_duration_ms', label: 'takes', ink: 'chart-1' },
  { metric: 'alert_evaluation_lag_ms', label: 'late by', ink: 'chart-2' },
] as const;
const WRITES = [{ metric: 'metrics_ingest_duration_ms', label: 'write' }] as const;
const MISSED = [{ metric: 'alert_evaluation_missed_total', label: 'missed' }] as const;
const GAUGES: readonly Gauge[] = [
  { metric: 'service_check_duration_ms', by: ['service'], aggregation: 'max' },
  ...EVALUATION.map(({ metric }) => ({ metric, aggregation: 'max' as const })),
  { metric: 'metrics_ingest_duration_ms', aggregation: 'max' },
  { metric: 'alert_evaluation_missed_total', aggregation: 'increase' },
];
/** Checks come once a minute or so: shorter steps would be mostly empty. */
const RARE = { shortest: 120 };

/** Whether the service is well and what it lives by, and whether the services that it checks are up. */
export function HealthView() {
  const health = useHealth();
  const answer = useMetricAnswers(GAUGES, RARE);
  return (
    <div className={styles.body}>
      <OwnChecks answer={health} />
      <CheckedServices own={health.data?.service} />
      <JobList />
      <Grid min="small">
        <MetricChart title="Checks answer in" lines={CHECKS} by="service" answer={answer} format={formatLatency} />
        <MetricChart title="A write until its commit" lines={WRITES} answer={answer} format={formatLatency} />
        <MetricChart title="Evaluation of alerts" lines={EVALUATION} answer={answer} format={formatLatency} />
        <MetricChart
          title="Evaluations missed"
          lines={MISSED}
          answer={answer}
          kind="bars"
          format={formatCount}
          topAtLeast={5}
          caption="in the newest step"
        />
      </Grid>
    </div>
  );
}
