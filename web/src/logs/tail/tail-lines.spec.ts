import { addLines, NO_LINES, type TailLines } from './tail-lines.js';

describe('the lines of a tail', () => {
  it.each<[TailLines<number>, number[], TailLines<number>]>([
    [NO_LINES, [], { lines: [], count: 0 }],
    [NO_LINES, [1, 2], { lines: [1, 2], count: 2 }],
    [{ lines: [1, 2], count: 2 }, [3], { lines: [1, 2, 3], count: 3 }],
    [{ lines: [1, 2, 3], count: 7 }, [4, 5], { lines: [3, 4, 5], count: 9 }],
    [{ lines: [1], count: 1 }, [2, 3, 4], { lines: [2, 3, 4], count: 4 }],
    [{ lines: [1], count: 1 }, [2, 3, 4, 5], { lines: [3, 4, 5], count: 5 }],
  ])('%p and then %p, of which three are kept, are %p', (before, fresh, after) => {
    expect(addLines(before, fresh, 3)).toEqual(after);
  });
});
