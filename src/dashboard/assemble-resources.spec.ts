import type { MetricResult } from '../metrics/metric.query.js';
import { assembleResources, type ResourceResults } from './assemble-resources.js';
import type { TimeWindow } from './time-window.js';

const T0 = Date.UTC(2026, 10, 23);
const WINDOW: TimeWindow = { startAt: T0, endAt: T0 + 35_000, stepMs: 10_000, windowSeconds: 40 };
const NONE = Number.NaN;

function result(host: string, ...values: number[]): MetricResult {
  return {
    tags: { host },
    times: Float64Array.from(values, (_, step) => T0 + step * 10_000),
    values: Float64Array.from(values),
  };
}

const NO_RESULTS: ResourceResults = {
  steps: { cpu: [], memory: [], disk: [], received: [], transmitted: [] },
  latest: { cpu: [], memory: [], disk: [], load: [] },
};

describe('assembleResources', () => {
  it('takes the mean of shares, the sum of traffic and the fullest disk of all hosts', () => {
    const { series, ...now } = assembleResources(
      {
        steps: {
          cpu: [result('a', 10, 20, 30, 40), result('b', 30, 40, NONE, 60)],
          memory: [result('a', 50, 50, 50, 50)],
          disk: [result('a', 10, 10, 10, 10), result('b', 90, 91, 92, 93)],
          received: [result('a', 100, 100, 100, 100.4), result('b', 1, 2, 3, 4)],
          transmitted: [],
        },
        latest: {
          cpu: [result('a', 41), result('b', 59)],
          memory: [result('a', 50.126)],
          disk: [result('a', 10), result('b', 93)],
          load: [result('a', 0.5)],
        },
      },
      WINDOW,
    );
    expect(now).toEqual({ cpu_percent: 50, memory_percent: 50.13, disk_percent: 93, load_1m: 0.5 });
    expect(series.cpu_percent).toEqual([20, 30, 30, 50]);
    expect(series.disk_percent).toEqual([90, 91, 92, 93]);
    expect(series.network_receive_bytes_per_second).toEqual([101, 102, 103, 104]);
    expect(series.network_transmit_bytes_per_second).toEqual([null, null, null, null]);
    expect(series.timestamps).toHaveLength(4);
  });

  it('bridges a gap of one step and no more', () => {
    const { series } = assembleResources(
      { ...NO_RESULTS, steps: { ...NO_RESULTS.steps, cpu: [result('a', 10, NONE, NONE, NONE)] } },
      WINDOW,
    );
    expect(series.cpu_percent).toEqual([10, 10, null, null]);
  });

  it('says null for what nobody recorded', () => {
    const { series, ...now } = assembleResources(NO_RESULTS, WINDOW);
    expect(now).toEqual({ cpu_percent: null, memory_percent: null, disk_percent: null, load_1m: null });
    expect(series.cpu_percent).toEqual([null, null, null, null]);
  });
});
