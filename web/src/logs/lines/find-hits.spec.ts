import { findHits, hitPattern } from './find-hits.js';

const marked = (text: string, search?: string) =>
  findHits(text, hitPattern(search))
    .map((piece) => (piece.isHit ? `[${piece.text}]` : piece.text))
    .join('');

describe('hits of a search', () => {
  it.each([
    ['Payment 4711 took 3.2 s', undefined, 'Payment 4711 took 3.2 s'],
    ['Payment 4711 took 3.2 s', '  ', 'Payment 4711 took 3.2 s'],
    ['Payment 4711 took 3.2 s', 'payment 47', '[Payment 47]11 took 3.2 s'],
    ['repayment payment_id PAYMENT', 'payment', 'repayment [payment]_id [PAYMENT]'],
    ['a (b) a.b', '(b)', 'a [(b)] a.b'],
    ['axb a.b', 'a.b', 'axb [a.b]'],
    ['50 % used-up', '% used-', '50 [% used-]up'],
    ['École école', 'école', '[École] [école]'],
    ['<b>x</b>', '<b>', '[<b>]x</b>'],
    ['', 'x', ''],
  ])('in %p of %p are %p', (text, search, expected) => {
    expect(marked(text, search)).toBe(expected);
  });
});
