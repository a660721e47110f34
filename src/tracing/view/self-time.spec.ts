import { buildSpanTree, type TreeSpan } from './build-span-tree.js';
import { selfTime } from './self-time.js';

const child = (startAt: number, duration_ms: number | null): TreeSpan => ({
  span_id: `at ${startAt}`,
  parent_span_id: 'a',
  startAt,
  duration_ms,
});

describe('selfTime', () => {
  it.each<[string, TreeSpan[], number]>([
    ['a span alone', [], 10],
    ['a child', [child(2, 6)], 4],
    ['children one after the other', [child(1, 1), child(5, 1)], 8],
    ['children at the same time once', [child(1, 4), child(2, 5)], 4],
    ['a child inside another', [child(1, 8), child(2, 1)], 2],
    ['a child that outlives its parent', [child(8, 100)], 8],
    ['a child that starts before its parent', [child(-5, 7)], 8],
    ['a child after its parent', [child(20, 7)], 10],
    ['an open child', [child(1, null)], 10],
  ])('of %s', (_, children, expected) => {
    const [root] = buildSpanTree([{ ...child(0, 10), span_id: 'a', parent_span_id: null }, ...children]);
    expect(selfTime(root!)).toBe(expected);
  });

  it('is unknown while the span is open', () => {
    expect(selfTime(buildSpanTree([{ ...child(0, null), span_id: 'a' }])[0]!)).toBeNull();
  });
});
