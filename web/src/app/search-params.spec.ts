import { listOf, oneOf, parseSearch, textOf, writeSearch } from './search-params.js';

describe('the query of an address', () => {
  it('comes back from what it was written as, numbers and JSON as the text they are', () => {
    const values = { q: '0123', json: '{"a":1}', tag: ['service=a b', 'x=<b>&'], range: '1h' };
    expect(parseSearch(writeSearch(values))).toEqual(values);
  });

  it('leaves out what says nothing', () => {
    expect(writeSearch({ a: undefined, b: null, c: '', d: [] })).toBe('');
  });

  it('is read by name', () => {
    expect(textOf(['a', 'b'])).toBe('a');
    expect(textOf('')).toBeUndefined();
    expect(listOf('a')).toEqual(['a']);
    expect(listOf(undefined)).toBeUndefined();
    expect(oneOf(['up', 'down'], 'down')).toBe('down');
    expect(oneOf(['up', 'down'], 'sideways')).toBeUndefined();
  });
});
