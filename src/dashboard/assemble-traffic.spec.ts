import type { MetricResult } from '../metrics/metric.query.js';
import { assembleServices, assembleTraffic, type TrafficResults } from './assemble-traffic.js';
import type { TimeWindow } from './time-window.js';

const T0 = Date.UTC(2026, 10, 23);
/** Four steps of ten seconds, the last of them half over. */
const WINDOW: TimeWindow = { startAt: T0, endAt: T0 + 35_000, stepMs: 10_000, windowSeconds: 40 };
const NONE = Number.NaN;

function result(tags: Record<string, string>, ...values: number[]): MetricResult {
  return { tags, times: Float64Array.from(values, (_, step) => T0 + step * 10_000), values: Float64Array.from(values) };
}

const empty = { p50: [], p95: [], p99: [] };
const traffic = (changes: Partial<TrafficResults>) =>
  assembleTraffic(
    { requests: [], requestsByService: [], latencySteps: empty, latency: empty, latencyByService: [], ...changes },
    WINDOW,
  );

describe('assembleTraffic', () => {
  it('adds up services and statuses, and counts 5xx as errors', () => {
    const view = traffic({
      requests: [
        result({ service: 'students', status: '200' }, 80, 90, 100, 5),
        result({ service: 'students', status: '404' }, 10, 10, NONE, NONE),
        result({ service: 'billing', status: '503' }, 10, NONE, 100, 5),
      ],
    });
    expect(view.requests).toBe(410);
    expect(view.requests_per_second).toBe(11.71); // 410 in 35 s
    expect(view.error_percent).toBe(28.05); // 115 of 410
    expect(view.series.requests_per_second).toEqual([10, 10, 20]);
    expect(view.series.error_percent).toEqual([10, 0, 50]);
    expect(view.series.timestamps).toHaveLength(3);
  });

  it('tells "not there yet" (null) from "no requests" (0)', () => {
    const view = traffic({ requests: [result({ status: '200' }, NONE, 10, NONE, NONE)] });
    expect(view.series.requests_per_second).toEqual([null, 1, 0]);
    expect(view.series.error_percent).toEqual([null, 0, null]);
    expect(view.requests_per_second).toBe(0.4); // 10 in the 25 s since the first
  });

  it('shows the step under way while there is no other', () => {
    const view = traffic({ requests: [result({ status: '200' }, NONE, NONE, NONE, 10)] });
    expect(view.series.requests_per_second).toEqual([null, null, null, 2]);
  });

  it('is empty, not wrong, without requests', () => {
    const view = traffic({});
    expect(view).toMatchObject({ requests: 0, requests_per_second: 0, error_percent: null });
    expect(view.latency_ms).toEqual({ p50: null, p95: null, p99: null });
    expect(view.series.requests_per_second).toEqual([null, null, null, null]);
  });

  it('gives percentiles a step and over the window', () => {
    const view = traffic({
      requests: [result({ status: '200' }, 1, 1, 1, 1)],
      latencySteps: { p50: [result({}, 5, 5.55, NONE, 6)], p95: [result({}, 9, 9, 9, 9)], p99: [] },
      latency: { p50: [result({}, 5.26)], p95: [result({}, 9)], p99: [] },
    });
    expect(view.series.p50_ms).toEqual([5, 5.6, null]);
    expect(view.series.p99_ms).toEqual([null, null, null]);
    expect(view.latency_ms).toEqual({ p50: 5.3, p95: 9, p99: null });
  });
});

describe('assembleServices', () => {
  it('lists every service that has traffic or is checked, busiest first', () => {
    const services = assembleServices(
      {
        requests: [result({ status: '200' }, 60, 60, 60, 10), result({ status: '500' }, 10, 5, NONE, NONE)],
        requestsByService: [
          result({ service: 'students', status: '200' }, 35),
          result({ service: 'billing', status: '200' }, 155),
          result({ service: 'billing', status: '500' }, 15),
          result({ status: '200' }, 5),
        ],
        latencyByService: [result({ service: 'billing' }, 120.04)],
      },
      [result({ service: 'students' }, 1), result({ service: 'library' }, 0)],
      WINDOW,
    );
    expect(services).toEqual([
      { service: 'billing', requests_per_second: 4.857, error_percent: 8.82, p95_ms: 120, up: null },
      { service: 'students', requests_per_second: 1, error_percent: 0, p95_ms: null, up: true },
      { service: 'library', requests_per_second: 0, error_percent: null, p95_ms: null, up: false },
    ]);
  });
});
