import { boundsOf } from './bucket-bounds.js';

describe('boundsOf', () => {
  it.each([
    [{ le: '0.5' }, { le: 0.5 }],
    [{ le: '1e3' }, { le: 1000 }],
    [{ le: '+Inf' }, { le: Infinity }],
    [{ le: 'inf' }, { le: Infinity }],
    [
      { gt: '-1', le: '1.0' },
      { gt: -1, le: 1 },
    ],
    [
      { gt: '0', le: '0' },
      { gt: 0, le: 0 },
    ],
    [{ gt: '2', le: '1' }, undefined],
    [{ gt: 'x', le: '1' }, undefined],
    [{ gt: '1' }, undefined],
    [{ le: '' }, undefined],
    [{ le: ' ' }, undefined],
    [{ le: 'NaN' }, undefined],
    [{ le: 'one' }, undefined],
    [{}, undefined],
  ])('%j', (tags, expected) => {
    expect(boundsOf(tags as Record<string, string>)).toEqual(expected && { gt: undefined, ...expected });
  });
});
