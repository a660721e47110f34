import { drawSample, type SampleQuestion, type TraceSummary } from './draw-sample.js';

/** A search over traces that began every 10 ms; every 500th took a second. */
function searchOver(count: number) {
  const all = Array.from(
    { length: count },
    (_, at) =>
      ({
        trace_id: `trace-${at}`,
        started_at: new Date(at * 10).toISOString(),
        duration_ms: at % 500 === 0 ? 1000 : 5,
      }) as TraceSummary,
  );
  const asked: SampleQuestion[] = [];
  const ask = async (question: SampleQuestion) => {
    asked.push(question);
    const fitting = all
      .filter(({ started_at }) => Date.parse(started_at) >= question.from && Date.parse(started_at) < question.to)
      .toReversed();
    if (question.sort === 'slowest') fitting.sort((left, right) => right.duration_ms - left.duration_ms);
    return { items: fitting.slice(0, question.limit), next_cursor: fitting.length > question.limit ? 'more' : null };
  };
  return { ask, asked };
}

describe('traces for a picture', () => {
  it('are all of them when there are few', async () => {
    const { ask, asked } = searchOver(500);
    const { items, isComplete } = await drawSample(ask, { from: 0, to: 10_000 });
    expect([items.length, isComplete, asked.length]).toEqual([500, true, 1]);
  });

  it('have the slowest and some of every part when there are many', async () => {
    const { ask, asked } = searchOver(60_000);
    const { items, isComplete } = await drawSample(ask, { from: 0, to: 600_000 });
    expect(isComplete).toBe(false);
    expect(asked.length).toBe(14);
    expect(items.filter(({ duration_ms }) => duration_ms === 1000).length).toBe(120);
    expect(new Set(items.map(({ trace_id }) => trace_id)).size).toBe(items.length);
    for (let part = 0; part < 6; part += 1) {
      const within = items.filter(({ started_at }) => Math.floor(Date.parse(started_at) / 100_000) === part);
      expect(within.length).toBeGreaterThan(200);
    }
  });
});
