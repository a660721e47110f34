import { type Admits, type Judgement, judgementOf } from './admitted.js';

describe('judgementOf', () => {
  it.each<[Admits | undefined, string, Judgement]>([
    [undefined, '5', 'plain'],
    ['text', '5', 'prose'],
    ['identifier', '5', 'strict'],
    ['uuid', '8a6e0804-2bd0-4672-b79d-d97027f9071a', 'none'],
    ['uuid', "8a6e0804-2bd0-4672-b79d-d97027f9071a'", 'strict'],
    ['number', '-1.5e3', 'none'],
    ['number', '1 or 1=1', 'strict'],
    ['number', '1\n', 'strict'],
    ['boolean', 'TRUE', 'none'],
    ['boolean', 'true;id', 'strict'],
    ['date', '2024-05-12', 'none'],
    ['date', '2024-05-12T08:00:00.000+02:00', 'none'],
    ['date', "2024-05-12'--", 'strict'],
    ['enum', 'in_review', 'none'],
    ['enum', 'a b', 'strict'],
  ])('%s with %s: %s', (admits, value, judgement) => {
    expect(judgementOf(admits, value)).toBe(judgement);
  });
});
