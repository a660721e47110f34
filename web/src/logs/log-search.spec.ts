import { parseSearch, writeSearch } from '../app/search-params.js';
import { filterOf, isFiltered, type LogSearch, readLogSearch, withAttribute } from './log-search.js';

const read = (text: string) => JSON.parse(JSON.stringify(readLogSearch(parseSearch(text)))) as LogSearch;

describe('the address of the logs', () => {
  it.each([
    ['', {}],
    [
      '?search=card+declined&service=billing&level=warn',
      { search: 'card declined', service: 'billing', level: 'warn' },
    ],
    ['?level=loud&view=everything&wrap=yes', {}],
    ['?attribute=a:b:c&attribute=none&exclude=:x', { attribute: ['a:b:c'] }],
    [
      '?view=tail&columns=host&columns=attributes.route&wrap=on&line=01',
      {
        view: 'tail',
        columns: ['host', 'attributes.route'],
        wrap: 'on',
        line: '01',
      },
    ],
  ])('%p means %p', (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it('comes back as it was written', () => {
    const search = read('?trace_id=4bf9&span_id=00f0&request_id=req-1&attribute=a:1&attribute=b:x%20y&exclude=c:%26');
    expect(read(writeSearch({ ...search }))).toEqual(search);
  });

  it('takes no more attributes than the service does', () => {
    expect(read(`?${'attribute=a:b&'.repeat(8)}`).attribute).toHaveLength(5);
  });
});

describe('a filter', () => {
  it('is told from how it is looked at', () => {
    expect(isFiltered({ view: 'tail', columns: ['host'], wrap: 'on', line: '1' })).toBe(false);
    expect(isFiltered({ exclude: ['a:b'] })).toBe(true);
    expect(filterOf({ search: 'x', view: 'tail', columns: ['host'] })).toMatchObject({ search: 'x' });
    expect(Object.keys(filterOf({ view: 'tail', columns: ['host'] }))).not.toContain('view');
  });

  it.each([
    [{}, 'attribute', { attribute: ['a:b'], exclude: undefined }],
    [{ exclude: ['a:b', 'c:d'] }, 'attribute', { attribute: ['a:b'], exclude: ['c:d'] }],
    [{ attribute: ['a:b'] }, 'exclude', { attribute: undefined, exclude: ['a:b'] }],
    [{ attribute: ['a:b'] }, 'attribute', { attribute: ['a:b'], exclude: undefined }],
  ] as const)('of %p with %s a:b is %p', (search, side, expected) => {
    expect(withAttribute(search, side, 'a:b')).toEqual(expected);
  });
});
