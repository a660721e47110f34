import { hourLetter, hourLetters, wordQuery, wordsOf } from './message-words.js';

const HOUR = 3_600_000;

describe('words of messages', () => {
  it.each([
    ['Payment 4711 took 3.2 s', ['payment', '4711', 'took', '3', '2', 's']],
    ['user_id=Ünal@école.fr/日本 (50%)', ['user', 'id', 'ünal', 'école', 'fr', '日本', '50']],
    ['\0\ud800 -- !', []],
    ['x'.repeat(100), ['x'.repeat(64)]],
  ])('are %j', (text, words) => {
    expect(wordsOf(text)).toEqual(words);
  });

  it.each([
    ['payment 47', "('apayment' & 'a47':*)"],
    ['Payment.', "('apayment')"],
    ["it's 'a' | b:* ", "('ait' & 'as' & 'aa' & 'ab')"],
    ['go go', "('ago' & 'ago':*)"],
    [' -- ', undefined],
  ])('are sought by %j', (text, query) => {
    expect(wordQuery(text, ['a'])).toBe(query);
  });

  it('are sought in every hour of a range', () => {
    expect(wordQuery('fee ', ['a', 'x'])).toBe("('afee') | ('xfee')");
    expect(hourLetter(23 * HOUR + 5)).toBe('x');
    expect(hourLetters(23 * HOUR + 5, 25 * HOUR)).toEqual(['x', 'a']);
    expect(hourLetters(23 * HOUR + 5, 25 * HOUR + 1)).toEqual(['x', 'a', 'b']);
    expect(hourLetters(-Infinity, 1000 * HOUR)).toHaveLength(24);
    expect(hourLetters(HOUR / 2, 24.5 * HOUR)).toHaveLength(24);
  });
});
