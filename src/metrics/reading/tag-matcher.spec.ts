import { PatternFault } from '../../database/patterns/pattern-fault.js';
import { matcherSql, parseMatchers } from './tag-matcher.js';

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
