import { type Picked, pickSeries, shownSeries } from './pick-series.js';

const of = (...labels: string[]): Picked => (labels.length === 0 ? undefined : new Set(labels));

describe('picking series of a chart', () => {
  it.each([
    [of(), 'a', false, of('a')],
    [of('a'), 'a', false, of()],
    [of('a'), 'b', false, of('b')],
    [of('a', 'b'), 'a', false, of('a')],
    [of(), 'a', true, of('a')],
    [of('a'), 'b', true, of('a', 'b')],
    [of('a', 'b'), 'a', true, of('b')],
    [of('b'), 'b', true, of()],
  ])('from %p by %p, added %p', (picked, label, isAdded, expected) => {
    expect(pickSeries(picked, label, isAdded)).toEqual(expected);
  });

  it('shows all when nothing that was picked is there', () => {
    expect(shownSeries(['a', 'b'], of('b'))).toEqual([false, true]);
    expect(shownSeries(['a', 'b'], of('gone'))).toEqual([true, true]);
    expect(shownSeries(['a', 'b'], undefined)).toEqual([true, true]);
  });
});
