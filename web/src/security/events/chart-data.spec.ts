import { type Statistics, severityData, typeData, typeStyle } from './chart-data.js';

function statistics(counts: readonly Partial<Statistics['by_severity']>[]): Statistics {
  const none = { info: 0, warning: 0, error: 0, critical: 0 };
  return {
    start_time: '2026-11-23T22:00:00.000Z',
    end_time: '2026-11-23T22:02:00.000Z',
    step_seconds: 60,
    total: 0,
    by_severity: none,
    by_event_type: [],
    by_service: [],
    steps: counts.map((count, minute) => ({
      timestamp: `2026-11-23T22:0${minute}:00.000Z`,
      by_severity: { ...none, ...count },
    })),
  };
}

describe('the chart of security events', () => {
  it('has the mild ones first, so that they are at the bottom', () => {
    const { values, span } = severityData(statistics([{ info: 3, critical: 1 }, { warning: 2 }]));
    expect(values).toEqual([
      [3, 0],
      [0, 2],
      [0, 0],
      [1, 0],
    ]);
    expect(span).toEqual({ from: Date.UTC(2026, 10, 23, 22), to: Date.UTC(2026, 10, 23, 22, 2), stepMs: 60_000 });
  });

  it('has what is left of all beside the most frequent types, never less than nothing', () => {
    const all = statistics([{ info: 3, critical: 1 }, { warning: 2 }]);
    const { values } = typeData(all, [
      statistics([{ info: 1 }, { warning: 2 }]),
      statistics([{ critical: 1 }, { error: 1 }]),
    ]);
    expect(values).toEqual([
      [1, 2],
      [1, 1],
      [2, 0],
    ]);
    expect(typeStyle(['scanner', 'x_y']).series.map(({ label }) => label)).toEqual(['Scanner', 'X y', 'Others']);
  });
});
