import { type Dialect, stripLiterals } from './strip-literals.js';

describe('stripLiterals', () => {
  it.each([
    ['select 1', 'select ?'],
    ['select 1.5, .5, 1e10, 1e-10, 0x1F, 1_000, -3', 'select ?, ?, ?, ?, ?, ?, -?'],
    ['select a1, "b 2", t3.c4 from t3', 'select a1, "b 2", t3.c4 from t3'],
    ["select * from s where name = 'Rudo'", 'select * from s where name = ?'],
    ["where name = 'O''Brien; drop' and x = ''", 'where name = ? and x = ?'],
    ["where path = 'C:\\' and x = 'y'", 'where path = ? and x = ?'],
    [String.raw`where name = E'it\'s ''secret''' and a = e'\\'`, 'where name = ? and a = ?'],
    ["where name = E'a'\n  'it\\'s secret' and b = 1", 'where name = ? and b = ?'],
    ["where b = B'01' and x = X'1F' and u = U&'d\\0061t' and n = N'x'", 'where b = ? and x = ? and u = ? and n = ?'],
    ["where d = '2026-01-01'::date + interval '1 day'", 'where d = ?::date + interval ?'],
    ['do $$ begin secret; end $$', 'do ?'],
    ['select $tag$a $$ secret $tag$, $1', 'select ?, $1'],
    ['select $tag$ never ended', 'select ?'],
    ["select 'never ended", 'select ?'],
    [String.raw`select E'never ended\ `.trim(), 'select ?'],
    ["select \"it's\", 'secret'", 'select "it\'s", ?'],
    ['select "a""b 1"', 'select "a""b 1"'],
    ["select name'x'", 'select name?'],
    ["  select\n\t a -- the 'first' 1\n , b /* 5 /* nested */ secret */ from t  ", 'select a , b from t'],
    ['select 1 /* never ended 7', 'select ?'],
    ["select '-- no comment', '/*', 5 --", 'select ?, ?, ?'],
    ['where id = $1 and b = $22', 'where id = $1 and b = $22'],
    ['where id in (1,2,3) and b IN ( $1 , $2 )', 'where id in (?) and b IN ($1)'],
    ["where id in ('a') and f(1, 2) = any(array[1, 2])", 'where id in (?) and f(?, ?) = any(array[?])'],
    ['where id in (select 1, 2)', 'where id in (select ?, ?)'],
    [`insert into t values (1, 'a'), (2, 'b'),(3, 'c') returning id`, 'insert into t values (?, ?) returning id'],
    ['insert into t VALUES ($1, now(), DEFAULT), ($2, now(), DEFAULT)', 'insert into t VALUES ($1, now(), DEFAULT)'],
    ['select données, 名前 from école where x = 5', 'select données, 名前 from école where x = ?'],
    ['', ''],
  ])('%s', (statement, stripped) => {
    expect(stripLiterals(statement)).toBe(stripped);
  });

  it.each<[string, string]>([
    [String.raw`select 'it\'s secret', "also \"secret\""`, 'select ?, ?'],
    ['select `a 1`, b # secret 5\n from `t`', 'select `a 1`, b from `t`'],
    [String.raw`select "never ended\ `.trim(), 'select ?'],
  ])('of MySQL: %s', (statement, stripped) => {
    expect(stripLiterals(statement, 'mysql')).toBe(stripped);
  });

  it('keeps the beginning of what is long', () => {
    const columns = Array.from({ length: 1000 }, (_, index) => `column_${index}`);
    const stripped = stripLiterals(`select ${columns.join(', ')}`);
    expect(stripped).toHaveLength(2049);
    expect(stripped).toMatch(/^select column_0, column_1, .*…$/);
    expect(stripLiterals(`select '${'secret'.repeat(10_000)}', 1`)).toBe('select ?…');
  });

  it.each<[string, string]>(
    [
      '(',
      "'",
      "''",
      '"',
      '$a$',
      '$',
      '/*',
      '--',
      'values (',
      'in (?, ',
      'in (1',
      '1e+',
      '\\',
      "e'\\",
      '((',
      '`',
      '1,',
    ].map((part) => [part, part.repeat(100_000)]),
  )('takes no time for a statement of %s only', (_part, statement) => {
    const startedAt = performance.now();
    for (const dialect of ['standard', 'mysql'] satisfies Dialect[]) {
      expect(stripLiterals(statement, dialect).length).toBeLessThan(2050);
    }
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
