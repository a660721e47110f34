import { preciseMs } from './precise-time.js';
import { ancestorsOf, buildSpanTree, hasChildren } from './span-tree.js';
import { foldOf, traceOf } from './test-trace.js';

describe('the tree of a trace', () => {
  const tree = buildSpanTree([
    traceOf([
      ['root', 0, 0, 100],
      ['left', 1, 10, 20],
      ['deep', 2, 12, 5],
      ['right', 1, 40, null],
      ['other', 0, 90, 10],
    ]),
  ]);

  it('is read from depths alone', () => {
    expect(tree.spans.map(({ parent, end }) => [parent, end])).toEqual([
      [-1, 4],
      [0, 3],
      [1, 3],
      [0, 4],
      [-1, 5],
    ]);
    expect(tree.spans.map(hasChildren)).toEqual([true, true, false, false, false]);
    expect(ancestorsOf(tree, tree.byId.get('deep')!).map(({ span }) => span.span_id)).toEqual(['left', 'root']);
  });

  it('has times since the trace began, of open spans up to its end', () => {
    expect(tree.spans.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([
      [0, 100],
      [10, 30],
      [12, 17],
      [40, 100],
      [90, 100],
    ]);
  });

  it('goes on over pages that count folds each by themselves', () => {
    const paged = buildSpanTree([
      traceOf(
        [
          ['root', 0, 0, 100],
          ['q1', 1, 1, 1, { fold: 0 }],
        ],
        { folds: [foldOf('q1', 6)] },
      ),
      traceOf(
        [
          ['u1', 1, 2, 1, { fold: 0 }],
          ['q2', 1, 3, 1, { fold: 1 }],
        ],
        { folds: [foldOf('u1', 5), foldOf('q1', 6)] },
      ),
    ]);
    expect(paged.spans.map(({ fold }) => fold?.key)).toEqual([undefined, 'q1', 'u1', 'q1']);
    expect(paged.spans[0]!.end).toBe(4);
  });

  it('may be empty', () => {
    expect(buildSpanTree([]).spans).toEqual([]);
  });
});

it.each([
  ['2026-11-28T10:00:00.001Z', 0],
  ['2026-11-28T10:00:00.001250Z', 0.25],
  ['2026-11-28T10:00:00.0015Z', 0.5],
])('times keep their microseconds: %s', (text, more) => {
  expect(preciseMs(text) - Date.parse('2026-11-28T10:00:00.001Z')).toBeCloseTo(more, 3);
});
