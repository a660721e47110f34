import { MetricAggregate } from './metric-aggregate.js';

describe('MetricAggregate', () => {
  it('adds increments of a series up, whatever the order of its tags', () => {
    const aggregate = new MetricAggregate('students');
    aggregate.increment('enrolments_total', 2, { school: 'a', year: '7' });
    aggregate.increment('enrolments_total', 3, { year: '7', school: 'a' });
    aggregate.increment('enrolments_total', 1, { year: '8', school: 'a' });
    expect(aggregate.drain(1000)).toEqual([
      {
        name: 'enrolments_total',
        kind: 'counter',
        value: 5,
        at: 1000,
        source: 'students',
        tags: { school: 'a', year: '7' },
      },
      {
        name: 'enrolments_total',
        kind: 'counter',
        value: 1,
        at: 1000,
        source: 'students',
        tags: { school: 'a', year: '8' },
      },
    ]);
  });

  it('keeps the last reading of a gauge', () => {
    const aggregate = new MetricAggregate('students');
    aggregate.gauge('queue_length', 4, {}, 'jobs');
    aggregate.gauge('queue_length', 2, {}, 'jobs');
    expect(aggregate.drain(5)).toEqual([
      { name: 'queue_length', kind: 'gauge', value: 2, at: 5, unit: 'jobs', source: 'students', tags: {} },
    ]);
  });

  it('weighs the observations of a histogram', () => {
    const aggregate = new MetricAggregate('students');
    for (const value of [10, 10, 200]) aggregate.observe('export_ms', value, {}, 'ms');
    expect(aggregate.drain(5).map(({ kind, count }) => ({ kind, count }))).toEqual([
      { kind: 'histogram', count: 2 },
      { kind: 'histogram', count: 1 },
    ]);
  });

  it('is empty after a drain', () => {
    const aggregate = new MetricAggregate('students');
    aggregate.increment('a', 1, {});
    aggregate.drain(1);
    expect(aggregate.drain(2)).toEqual([]);
  });

  it('refuses and counts what it cannot keep', () => {
    const aggregate = new MetricAggregate('students');
    aggregate.increment('a', -1, {});
    aggregate.observe('b', Number.NaN, {});
    aggregate.gauge('c', Number.POSITIVE_INFINITY, {});
    for (let user = 0; user < 5_010; user += 1) aggregate.increment('d', 1, { user: String(user) });
    expect(aggregate.drain(1)).toHaveLength(5_000);
    expect(aggregate.takeRefused()).toBe(13);
    expect(aggregate.takeRefused()).toBe(0);
  });
});
