import { buildSpanTree, type TreeSpan } from './build-span-tree.js';

const span = (
  span_id: string,
  parent_span_id: string | null,
  startAt: number,
  duration_ms: number | null,
): TreeSpan => ({
  span_id,
  parent_span_id,
  startAt,
  duration_ms,
});

/** Each place as "id depth self missing". */
const outline = (spans: TreeSpan[]) =>
  buildSpanTree(spans).map(
    (place) => `${place.span.span_id} ${place.depth} ${place.selfTimeMs}${place.missingParent ? ' missing' : ''}`,
  );

describe('buildSpanTree', () => {
  it.each([
    ['nothing', [], []],
    ['one span', [span('a', null, 0, 10)], ['a 0 10']],
    [
      'arrival in any order',
      [span('c', 'b', 3, 2), span('a', null, 0, 10), span('b', 'a', 2, 6)],
      ['a 0 4', 'b 1 4', 'c 2 2'],
    ],
    [
      'siblings by their start',
      [span('a', null, 0, 10), span('c', 'a', 5, 1), span('b', 'a', 1, 1)],
      ['a 0 8', 'b 1 1', 'c 1 1'],
    ],
    [
      'children at the same time once',
      [span('a', null, 0, 10), span('b', 'a', 1, 4), span('c', 'a', 2, 5)],
      ['a 0 4', 'b 1 4', 'c 1 5'],
    ],
    [
      'a child inside another',
      [span('a', null, 0, 10), span('b', 'a', 1, 8), span('c', 'a', 2, 1)],
      ['a 0 2', 'b 1 8', 'c 1 1'],
    ],
    ['a child that outlives its parent', [span('a', null, 0, 10), span('b', 'a', 8, 100)], ['a 0 8', 'b 1 100']],
    ['a child that starts before its parent', [span('a', null, 5, 10), span('b', 'a', 0, 7)], ['a 0 8', 'b 1 7']],
    ['an open span', [span('a', null, 0, null), span('b', 'a', 1, 2)], ['a 0 null', 'b 1 2']],
    ['a missing parent', [span('b', 'lost', 1, 2), span('a', null, 0, 5)], ['a 0 5', 'b 0 2 missing']],
    ['its own parent', [span('a', 'a', 0, 5)], ['a 0 5']],
    ['a circle', [span('a', 'b', 0, 5), span('b', 'a', 1, 3)], ['a 0 2', 'b 1 0']],
    ['two roots', [span('b', null, 2, 1), span('a', null, 0, 1)], ['a 0 1', 'b 0 1']],
  ])('places %s', (_, spans, expected) => {
    expect(outline(spans)).toEqual(expected);
  });

  it('takes a chain deeper than the call stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => span(`s${i}`, i ? `s${i - 1}` : null, i, 1));
    expect(buildSpanTree(chain).at(-1)!.depth).toBe(49_999);
  });
});
