import { formatLead, readBreadcrumbs } from './read-breadcrumbs.js';

describe('breadcrumbs', () => {
  it('are read from whatever was sent', () => {
    const breadcrumbs = [
      { timestamp: 1_796_000_000.5, category: 'fetch', level: 'error', message: 'GET /seats', data: { status: 500 } },
      { timestamp: '2026-11-28T12:00:00', message: '<script>alert(1)</script>', data: {} },
      { timestamp: 'yesterday', category: 7, message: { odd: true } },
      'no crumb',
      null,
    ];
    expect(readBreadcrumbs({ breadcrumbs })).toEqual([
      { at: 1_796_000_000_500, category: 'fetch', level: 'error', message: 'GET /seats', data: { status: 500 } },
      {
        at: Date.parse('2026-11-28T12:00:00Z'),
        category: '',
        level: 'info',
        message: '<script>alert(1)</script>',
      },
      { at: undefined, category: '', level: 'info', message: '' },
    ]);
  });

  it.each([[null], [undefined], ['x'], [{}], [{ breadcrumbs: 'x' }], [[1]]])('are none in %j', (data) => {
    expect(readBreadcrumbs(data)).toEqual([]);
  });

  it.each([
    [0, '0'],
    [12, '−12 ms'],
    [1234, '−1.23 s'],
    [59_940, '−59.9 s'],
    [180_000, '−3 min'],
    [7_200_000, '−2 h'],
    [-40, '+40 ms'],
  ])('%d ms before the error are told as %s', (milliseconds, words) => {
    expect(formatLead(milliseconds)).toBe(words);
  });
});
