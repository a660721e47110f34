import { RequestMetrics } from './request-metrics.js';

describe('RequestMetrics', () => {
  it('counts and times per method, route template and status', () => {
    const metrics = new RequestMetrics('students');
    metrics.record('GET', '/students/:id', 200, 10);
    metrics.record('GET', '/students/:id', 200, 10);
    metrics.record('GET', '/students/:id', 404, 1);
    metrics.record('POST', undefined, 404, 1);
    const items = metrics.drain(7);
    const counters = items.filter(({ name }) => name === 'http_requests_total');
    expect(counters.map(({ value, tags }) => [tags.method, tags.route, tags.status, value])).toEqual([
      ['GET', '/students/:id', '200', 2],
      ['GET', '/students/:id', '404', 1],
      ['POST', 'unmatched', '404', 1],
    ]);
    const durations = items.filter(({ name }) => name === 'http_request_duration_ms');
    expect(durations.map(({ count, unit, at }) => [count, unit, at])).toEqual([
      [2, 'ms', 7],
      [1, 'ms', 7],
      [1, 'ms', 7],
    ]);
    expect(items.every(({ source, tags }) => source === 'students' && tags.service === 'students')).toBe(true);
    expect(metrics.drain(8)).toEqual([]);
  });
});
