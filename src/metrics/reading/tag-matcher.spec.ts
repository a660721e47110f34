import { PatternFault } from '../../database/patterns/pattern-fault.js';
import { fitsAll, matcherSql, parseMatchers, type TagMatcher } from './tag-matcher.js';

describe('parseMatchers', () => {
  it.each([
    ['', []],
    ['a=b', [['a', '=', 'b']]],
    [
      ' a = b , c!=d',
      [
        ['a', '=', 'b'],
        ['c', '!=', 'd'],
      ],
    ],
    [
      'a=~x|y,b!~z.*',
      [
        ['a', '=~', 'x|y'],
        ['b', '!~', 'z.*'],
      ],
    ],
    [
      'a="x,\\"y\\"\\\\",b=',
      [
        ['a', '=', 'x,"y"\\'],
        ['b', '=', ''],
      ],
    ],
    ['a=~"\\d{1,2}"', [['a', '=~', '\\d{1,2}']]],
    ['endpoint=/a/b?c=d', [['endpoint', '=', '/a/b?c=d']]],
    [
      '{"a":"b","c":""}',
      [
        ['a', '=', 'b'],
        ['c', '=', ''],
      ],
    ],
    ['a', undefined],
    ['a=b,,', undefined],
    ['=b', undefined],
    ['{"a":1}', undefined],
    ['{"a"', undefined],
    ['a="b', undefined],
  ])('%s', (text, expected) => {
    expect(parseMatchers(text)?.map(({ tag, operator, value }) => [tag, operator, value])).toEqual(expected);
  });
});

describe('fitsAll', () => {
  const series = { source: 'billing', tags: { host: 'a' } };
  const equal = (tag: string, value: string): TagMatcher => ({ tag, operator: '=', value });
  const differs = (tag: string, value: string): TagMatcher => ({ tag, operator: '!=', value });

  it.each([
    ['no matchers', series, [], true],
    ['an equal tag', series, [equal('host', 'a')], true],
    ['another value', series, [equal('host', 'b')], false],
    ['a value that it has not', series, [differs('host', 'b')], true],
    ['one of two', series, [equal('host', 'a'), differs('host', 'a')], false],
    ['empty, what it has not', series, [equal('rack', '')], true],
    ['not empty, what it has not', series, [differs('rack', '')], false],
    ['its source as a tag', series, [equal('source', 'billing')], true],
    ['a tag of that name before its source', { ...series, tags: { source: 'x' } }, [equal('source', 'billing')], false],
    ['no source', { source: null, tags: {} }, [equal('source', '')], true],
    ['what every object has', series, [equal('constructor', '')], true],
  ])('%s', (_, one, matchers, fits) => {
    expect(fitsAll(one, matchers)).toBe(fits);
  });
});

describe('matcherSql', () => {
  it('passes names and values as parameters only', () => {
    const values: unknown[] = ['name'];
    const sql = matcherSql(
      [
        { tag: "a'; drop", operator: '=', value: "b'" },
        { tag: 'a', operator: '=', value: '' },
        { tag: 'source', operator: '!~', value: 'x|y' },
      ],
      values,
    );
    expect(values).toEqual(['name', "a'; drop", "b'", 'a', '', 'source', '^(?:x|y)$']);
    expect(sql).toBe(
      ' and tags @> jsonb_build_object($2::text, $3::text)' +
        " and coalesce(tags ->> $4::text, '') = $5::text" +
        " and coalesce(tags ->> $6::text, coalesce(source, '')) !~ $7::text",
    );
  });

  it('refuses a pattern that could keep PostgreSQL busy', () => {
    expect(() => matcherSql([{ tag: 'a', operator: '=~', value: '(a+)\\1' }], [])).toThrow(PatternFault);
  });
});
