import { buildSpanTree, type TreeSpan, walkSpans } from './build-span-tree.js';

const span = (span_id: string, parent_span_id: string | null, startAt: number): TreeSpan => ({
  span_id,
  parent_span_id,
  startAt,
  duration_ms: 1,
});

/** Each place as "id depth missing". */
const outline = (spans: TreeSpan[]) =>
  [...walkSpans(buildSpanTree(spans))].map(
    ({ node, depth }) => `${node.span.span_id} ${depth}${node.missingParent ? ' missing' : ''}`,
  );

describe('buildSpanTree', () => {
  it.each([
    ['nothing', [], []],
    ['one span', [span('a', null, 0)], ['a 0']],
    ['arrival in any order', [span('c', 'b', 3), span('a', null, 0), span('b', 'a', 2)], ['a 0', 'b 1', 'c 2']],
    ['siblings by their start', [span('a', null, 0), span('c', 'a', 5), span('b', 'a', 1)], ['a 0', 'b 1', 'c 1']],
    ['a child that starts before its parent', [span('a', null, 5), span('b', 'a', 0)], ['a 0', 'b 1']],
    ['a missing parent', [span('b', 'lost', 1), span('a', null, 0)], ['a 0', 'b 0 missing']],
    ['two roots', [span('b', null, 2), span('a', null, 0)], ['a 0', 'b 0']],
    ['its own parent', [span('a', 'a', 0), span('b', 'a', 1)], ['a 0', 'b 1']],
    ['a circle', [span('b', 'a', 1), span('a', 'b', 0)], ['a 0', 'b 1']],
    [
      'a circle of three, with a span below it that is earlier',
      [span('a', 'c', 2), span('b', 'a', 3), span('c', 'b', 4), span('d', 'c', 0)],
      ['a 0', 'b 1', 'c 2', 'd 3'],
    ],
    [
      'a circle beside a root',
      [span('a', null, 3), span('x', 'y', 1), span('y', 'x', 2), span('z', 'a', 4)],
      ['x 0', 'y 1', 'a 0', 'z 1'],
    ],
    [
      'an id that came twice',
      [span('a', null, 0), span('b', 'a', 1), span('b', 'a', 2), span('c', 'b', 3)],
      ['a 0', 'b 1', 'c 2', 'b 1'],
    ],
    ['an id that came twice, below itself', [span('a', null, 0), span('a', 'a', 1)], ['a 0', 'a 1']],
  ])('places %s', (_, spans, expected) => {
    expect(outline(spans)).toEqual(expected);
  });

  it('takes a chain deeper than the call stack', () => {
    const chain = Array.from({ length: 50_000 }, (_, i) => span(`s${i}`, i ? `s${i - 1}` : null, i));
    expect(outline(chain).at(-1)).toBe('s49999 49999');
  });

  it('takes a circle longer than the call stack', () => {
    const circle = Array.from({ length: 50_000 }, (_, i) => span(`s${i}`, `s${(i + 49_999) % 50_000}`, i));
    expect(outline(circle).at(-1)).toBe('s49999 49999');
  });
});
