import { type Comparison, commonValue, readTerms, type TagTerm, writeTerms } from './tag-terms.js';

const term = (tag: string, comparison: Comparison, ...values: string[]): TagTerm => ({ tag, comparison, values });

describe('terms of a tag filter', () => {
  it.each([
    ['a=b', [term('a', 'is', 'b')]],
    ['a!=', [term('a', 'is-not', '')]],
    ['a=~x|y', [term('a', 'one-of', 'x', 'y')]],
    ['a!~/api/v1|x\\.y', [term('a', 'none-of', '/api/v1', 'x.y')]],
    ['status=~5..', [term('status', 'matches', '5..')]],
    ['a!~\\d+', [term('a', 'matches-not', '\\d+')]],
    ['a="x,y",b="say \\"hi\\""', [term('a', 'is', 'x,y'), term('b', 'is', 'say "hi"')]],
    ['a=~"x\\\\.y|1,2"', [term('a', 'one-of', 'x.y', '1,2')]],
  ])('are read from %p and written again', (text, terms) => {
    expect(readTerms(text)).toEqual(terms);
    expect(writeTerms(terms)).toBe(text);
  });

  it.each([
    [' a = b , c != d ', [term('a', 'is', 'b'), term('c', 'is-not', 'd')]],
    ['{"a":"b,c"}', [term('a', 'is', 'b,c')]],
    ['', []],
    [undefined, []],
  ])('are read from %p', (text, terms) => expect(readTerms(text)).toEqual(terms));

  it.each(['a', '=b', 'a="b', '{"a":1}', '{'])('are not read from %p', (text) => {
    expect(readTerms(text)).toBeUndefined();
  });

  it('keep every character of a value', () => {
    const values = ['a.b*c', 'x|y', '(1)', '[z]', '^$', 'back\\slash', '"', ' room ', '<img>', '{2}', '日本', '\\"|,'];
    for (const comparison of ['one-of', 'none-of'] as const) {
      const terms = [term('a', comparison, ...values)];
      expect(readTerms(writeTerms(terms))).toEqual(terms);
    }
    for (const value of values)
      expect(readTerms(writeTerms([term('a', 'is', value)]))).toEqual([term('a', 'is', value)]);
  });

  it('have nothing to write when there are none', () => expect(writeTerms([])).toBeUndefined());
});

it.each([
  [['service=a', 'service=a,b=c'], 'a'],
  [['service=a', 'service=b'], undefined],
  [['service=a', undefined], undefined],
  [['service!=a'], undefined],
  [[], undefined],
])('the service that %p have in common is %p', (filters, expected) => {
  expect(commonValue(filters, 'service')).toBe(expected);
});
