import { buildSpanTree, type TreeSpan } from './build-span-tree.js';
import { criticalPath } from './critical-path.js';

const span = (span_id: string, parent: string | null, startAt: number, endAt: number): TreeSpan => ({
  span_id,
  parent_span_id: parent,
  startAt,
  duration_ms: endAt - startAt,
});

/** What each span adds, by its id, those that add nothing included. */
function pathOf(spans: readonly TreeSpan[]): Record<string, number> {
  const root = buildSpanTree(spans).find(({ span: { span_id } }) => span_id === 'a')!;
  const path = criticalPath(root);
  return Object.fromEntries([...path].map(([{ span_id }, ms]) => [span_id, ms]));
}

describe('criticalPath', () => {
  it.each<[string, TreeSpan[], Record<string, number>]>([
    ['a span alone', [span('a', null, 0, 10)], { a: 10 }],
    ['one call', [span('a', null, 0, 10), span('b', 'a', 2, 9)], { a: 3, b: 7 }],
    [
      'calls one after the other',
      [span('a', null, 0, 10), span('b', 'a', 1, 4), span('c', 'a', 5, 9)],
      { a: 3, b: 3, c: 4 },
    ],
    [
      'calls at the same time: the one that ended last',
      [span('a', null, 0, 10), span('b', 'a', 1, 5), span('c', 'a', 1, 9)],
      { a: 2, c: 8 },
    ],
    [
      'a call that was waited for before one that overlaps it',
      [span('a', null, 0, 10), span('b', 'a', 1, 5), span('c', 'a', 4, 9)],
      { a: 2, b: 3, c: 5 },
    ],
    ['a call that outlives its caller', [span('a', null, 0, 10), span('b', 'a', 8, 100)], { a: 8, b: 2 }],
    [
      'a call that outlives its caller, and waits itself',
      [span('a', null, 0, 10), span('b', 'a', 5, 20), span('c', 'b', 6, 8)],
      { a: 5, b: 3, c: 2 },
    ],
    ['a call whose clock is behind', [span('a', null, 5, 10), span('b', 'a', 0, 7)], { a: 3, b: 2 }],
    ['a call wholly before its caller', [span('a', null, 5, 10), span('b', 'a', 0, 3)], { a: 5 }],
    ['an open call', [span('a', null, 0, 10), { ...span('b', 'a', 2, 2), duration_ms: null }], { a: 10 }],
    ['its own ancestor', [span('a', 'b', 0, 10), span('b', 'a', 1, 9)], { a: 2, b: 8 }],
  ])('of %s', (_, spans, expected) => {
    expect(pathOf(spans)).toEqual(expected);
  });

  it('takes a chain deeper than the call stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => span(`s${i}`, i ? `s${i - 1}` : null, i, 100_000 - i));
    const path = criticalPath(buildSpanTree(chain)[0]!);
    expect(path.get(chain[49_999]!)).toBe(2);
  });
});
