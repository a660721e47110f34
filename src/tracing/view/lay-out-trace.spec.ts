import { layOutTrace } from './lay-out-trace.js';

/** A root with so many calls below it, each with a statement of its own. */
const loop = (calls: number) =>
  Array.from({ length: calls + 1 }, (_, i) => ({
    span_id: `s${i}`,
    parent_span_id: i === 0 ? null : 's0',
    startAt: i,
    duration_ms: 1,
    operation_name: 'SELECT',
    service_name: 'students',
    kind: 'client' as const,
    clock: 'one',
    call:
      i === 0 ? null : `select * from fees where id in (${Array.from({ length: 200 }, (__, j) => i * j).join(', ')})`,
  }));

/** How often others had their turn while a trace was laid out. */
async function turnsDuring(calls: number): Promise<number> {
  let turns = 0;
  let running = true;
  const takeTurn = (): void => {
    turns++;
    if (running) setImmediate(takeTurn);
  };
  setImmediate(takeTurn);
  await layOutTrace(loop(calls));
  running = false;
  return turns;
}

describe('layOutTrace', () => {
  it('lets others have their turn, the more often the larger the trace is', async () => {
    const few = await turnsDuring(10);
    expect(await turnsDuring(10_000)).toBeGreaterThan(few + 5);
  });

  it('tells the fold of each span', async () => {
    const { places, folds } = await layOutTrace(loop(6));
    expect(places.map(({ fold }) => fold)).toEqual([undefined, 0, 0, 0, 0, 0, 0]);
    expect(folds).toMatchObject([{ call: 'select * from fees where id in (?)', likelyNPlusOne: false }]);
  });
});
