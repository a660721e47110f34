import { graphqlValues } from './graphql-values.js';

describe('graphqlValues', () => {
  it.each([
    ['{ students { name } }', []],
    [
      'query { student(id: "17", name: "O\'Brien") { name } }',
      [
        ['id', '17'],
        ['name', "O'Brien"],
      ],
    ],
    [
      'mutation($i: In = {a: "1"}) { add(input: {tags: ["x", "y"], in: {b: "z"}}, n: -1.5e3, e: RED, v: $i) { id } }',
      [
        ['i.a', '1'],
        ['input.tags', 'x'],
        ['input.tags', 'y'],
        ['input.in.b', 'z'],
      ],
    ],
    [
      'subscription S @live { a { ...f ... on B @c(d: "e") { g } ... { h } ... @skip(if: true) { i } } } fragment f on A @x(y: "z") { j }',
      [
        ['d', 'e'],
        ['y', 'z'],
      ],
    ],
    [
      String.raw`{ a(b: "\"\\\u0041\u{1F600}\n\/", c: """a \""" "b" \n""", d: "") }`,
      [
        ['b', '"\\A😀\n/'],
        ['c', 'a """ "b" \\n'],
        ['d', ''],
      ],
    ],
    [
      '# a "comment" {⏎#⏎query Q($x: [Int!]! = [1, 2], $y: Boolean) { b: a(c: $x, d: [], e: {}, f: null) @g } #end',
      [
        ['comment', ' a "comment" {'],
        ['comment', 'end'],
      ],
    ],
  ])('reads %s', (text, values) => {
    expect(graphqlValues(text.replaceAll('⏎', '\n'))).toEqual(values);
  });

  it.each([
    '',
    'query',
    '{}',
    '{',
    '{ a',
    '{ a }}',
    '{ a } OR 1=1',
    "{ ' OR 1=1 -- }",
    '{{7*7}}',
    '\x24{jndi:ldap://x}',
    '{ a(b: "c) }',
    '{ a(b: ) }',
    '{ a(b "c") }',
    '{ a() }',
    '{"a":1}',
    'query union select 1, 2',
    'query { a } -- ',
    '{ a(b: "c\n") }',
    'marks >= 50',
    '{ a; b }',
    'fragment f { a }',
    '{ a(b: """c") }',
    "#\n'",
    "#x\n'",
    '#',
  ])('takes %j for none', (text) => {
    expect(graphqlValues(text)).toBeUndefined();
  });

  it.each([
    '{ a',
    '{ a(b: {c: ',
    '{ a(b: [',
    '#\n',
    '"',
    '"""',
    '{a(b:"""',
    '{ a(b: "\\',
    '{ a(b: """"" ',
    ', ',
    '{ ...',
    'query(',
    '{a @b',
  ])('takes no time for a long text of %j', (part) => {
    const startedAt = performance.now();
    expect(graphqlValues(`{ a${part.repeat(65_000 / part.length)}`)).toBeUndefined();
    graphqlValues(part.repeat(65_000 / part.length));
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });

  it('reads a document of at most 64 texts and 64 KiB: nothing hides behind more', () => {
    const document = (count: number, field: string) => `{ ${Array.from({ length: count }, () => field).join(' ')} }`;
    expect(graphqlValues(document(64, 'a(b: "c") { d }'))).toHaveLength(64);
    expect(graphqlValues(document(65, 'a(b: "c") { d }'))).toBeUndefined();
    expect(graphqlValues(document(65, 'a # b\n'))).toBeUndefined();
    expect(graphqlValues(document(30_000, 'a'))).toEqual([]);
    expect(graphqlValues(document(40_000, 'a'))).toBeUndefined();
  });
});
