import { formatPlain } from '../format/number.js';
import { readMoment, spellReading } from './read-moment.js';
import type { ChartStyle } from './series.js';

const style: ChartStyle = {
  kind: 'lines',
  format: formatPlain,
  series: ['a', 'b', 'c', 'd'].map((label) => ({ label, ink: 'chart-1' })),
};
const data = {
  timestamps: [0, 1],
  values: [
    [1, null],
    [3, null],
    [null, null],
    [2, 7],
  ],
  span: { from: 0, to: 1 },
};
const read = (index: number, limit: number, near?: number) => readMoment(style, data, index, limit, near);

describe('a chart at a moment', () => {
  it('says the largest first, without what was not measured', () => {
    expect(spellReading(read(0, 9))).toBe('b 3, d 2, a 1');
    expect(spellReading(read(1, 9))).toBe('d 7');
  });

  it('leaves out the smallest of many and counts them', () => {
    expect(spellReading(read(0, 2))).toBe('b 3, d 2, and 1 more');
  });

  it('names what is pointed at even if it is small', () => {
    expect(spellReading(read(0, 2, 0))).toBe('b 3, a 1, and 1 more');
    expect(spellReading(read(0, 2, 2))).toBe('b 3, d 2, and 1 more');
  });
});
