import type { MetricResult } from '../metrics/metric.query.js';
import { bridgeGaps, column, maxSteps, meanSteps, rounded, sumSteps, timestamps } from './columns.js';
import type { ResourcesView } from './dashboard.dto.js';
import { stepStarts, type TimeWindow } from './time-window.js';

/** Results of the metric queries that the resources are made of, each grouped by host. */
export interface ResourceResults {
  /** A value a step. */
  steps: Record<'cpu' | 'memory' | 'disk' | 'received' | 'transmitted', MetricResult[]>;
  /** The latest value of each host; of the disk also of each mount. */
  latest: Record<'cpu' | 'memory' | 'disk' | 'load', MetricResult[]>;
}

/** All hosts together: the mean of shares and loads, the sum of traffic, and the fullest disk. */
export function assembleResources({ steps, latest }: ResourceResults, window: TimeWindow): ResourcesView {
  const starts = stepStarts(window);
  const gauge = (values: number[], digits?: number) => column(bridgeGaps(values), digits);
  return {
    cpu_percent: rounded(meanSteps(latest.cpu, 1)[0]),
    memory_percent: rounded(meanSteps(latest.memory, 1)[0]),
    disk_percent: rounded(maxSteps(latest.disk, 1)[0]),
    load_1m: rounded(meanSteps(latest.load, 1)[0]),
    series: {
      timestamps: timestamps(starts),
      cpu_percent: gauge(meanSteps(steps.cpu, starts.length)),
      memory_percent: gauge(meanSteps(steps.memory, starts.length)),
      disk_percent: gauge(maxSteps(steps.disk, starts.length)),
      network_receive_bytes_per_second: gauge(sumSteps(steps.received, starts.length), 0),
      network_transmit_bytes_per_second: gauge(sumSteps(steps.transmitted, starts.length), 0),
    },
  };
}
