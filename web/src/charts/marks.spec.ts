import { type Mark, marksNear } from './marks.js';

const mark = (at: number, title = `at ${at}`): Mark => ({ at, title, kind: 'alert' });

describe('what happened about a moment', () => {
  it('is what is near enough, on both sides', () => {
    expect(marksNear([mark(89), mark(90), mark(110), mark(111)], 100, 10)).toEqual(['at 90', 'at 110']);
  });

  it('is counted where it is too much to be read', () => {
    const many = Array.from({ length: 40 }, (_, index) => mark(100, `service ${index}`));
    expect(marksNear(many, 100, 1)).toEqual([
      'service 0',
      'service 1',
      'service 2',
      'service 3',
      'service 4',
      '35 more',
    ]);
    expect(marksNear(many.slice(0, 5), 100, 1)).toHaveLength(5);
  });
});
