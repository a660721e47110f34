import { patternWords } from './pattern-words.js';

describe('the words of a pattern', () => {
  it.each([
    ['Payment <n> took <n> s', 'Payment'],
    ['<n> payments of <email> were refused: <text>', 'were refused:'],
    ['<n>ms for GET', 'for GET'],
    ['<uuid>', ''],
    ['no placeholders <b>here</b>', 'no placeholders <b>here</b>'],
    ['x'.repeat(300), 'x'.repeat(256)],
  ])('%p are %p', (pattern, words) => {
    expect(patternWords(pattern)).toBe(words);
  });
});
