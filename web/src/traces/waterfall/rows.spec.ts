import { buildSpanTree } from '../trace/span-tree.js';
import { foldOf, traceOf } from '../trace/test-trace.js';
import { AT_FIRST, type Openness, reveal, rowOfSpan, rowsOf } from './rows.js';

const tree = buildSpanTree([
  traceOf(
    [
      ['root', 0, 0, 100, { on_critical_path: true }],
      ['q1', 1, 1, 1, { fold: 0 }],
      ['q2', 1, 2, 1, { fold: 0 }],
      ['q3', 1, 3, 1, { fold: 0 }],
      ['below-q3', 2, 3, 1],
      ['between', 1, 4, 1, { on_critical_path: true }],
      ['below', 2, 4, 1],
      ['q4', 1, 5, 1, { fold: 0 }],
      ['below-q4', 2, 5, 1],
      ['q5', 1, 6, 1, { fold: 0 }],
      ['late', 0, 90, 10],
    ],
    { folds: [foldOf('q1', 5)] },
  ),
]);
const open = (more: Partial<Openness>): Openness => ({ ...AT_FIRST, ...more });
const shown = (openness: Openness) =>
  rowsOf(tree, openness).map((row) =>
    row.kind === 'span' ? row.placed.span.span_id : `×${row.fold.count} at ${row.depth}`,
  );

describe('the lines of a waterfall', () => {
  it('have repeats folded behind the third and what is below it', () => {
    expect(shown(AT_FIRST)).toEqual(['root', 'q1', 'q2', 'q3', 'below-q3', '×5 at 1', 'between', 'below', 'late']);
  });

  it('have all repeats, in their places, once a fold is opened', () => {
    expect(shown(open({ unfolded: new Set(['q1']) }))).toEqual([
      'root',
      'q1',
      'q2',
      'q3',
      'below-q3',
      '×5 at 1',
      'between',
      'below',
      'q4',
      'below-q4',
      'q5',
      'late',
    ]);
  });

  it('leave out what is below a closed span', () => {
    expect(shown(open({ collapsed: new Set(['root']) }))).toEqual(['root', 'late']);
    expect(shown(open({ collapsed: new Set(['q3', 'between']) }))).toEqual([
      'root',
      'q1',
      'q2',
      'q3',
      '×5 at 1',
      'between',
      'late',
    ]);
  });

  it('may be those of the critical path alone', () => {
    expect(shown(open({ onlyCritical: true }))).toEqual(['root', '×5 at 1', 'between']);
  });

  it('have keys of their own', () => {
    const keys = rowsOf(tree, AT_FIRST).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('revealing a span', () => {
  const span = (id: string) => tree.byId.get(id)!;

  it('changes nothing when the span is shown', () => {
    expect(reveal(tree, span('q2'), AT_FIRST)).toBe(AT_FIRST);
    expect(reveal(tree, span('below-q3'), AT_FIRST)).toBe(AT_FIRST);
  });

  it.each([
    ['a closed ancestor', 'below', open({ collapsed: new Set(['root', 'late']) })],
    ['a fold', 'q5', AT_FIRST],
    ['a fold above', 'below-q4', AT_FIRST],
    ['the critical path alone', 'below', open({ onlyCritical: true })],
    ['all of them', 'below-q4', open({ collapsed: new Set(['q4', 'root']), onlyCritical: true })],
  ])('gets it from behind %s', (_, id, openness) => {
    expect(rowOfSpan(rowsOf(tree, openness), id)).toBe(-1);
    const opened = reveal(tree, span(id), openness);
    expect(rowOfSpan(rowsOf(tree, opened), id)).toBeGreaterThan(0);
    expect(opened.collapsed.has('late')).toBe(openness.collapsed.has('late'));
  });
});
