import { suspiciousFragments } from './suspicious-fragments.js';

describe('suspiciousFragments', () => {
  it.each([
    '/api/v1/students/8a6e0804-2bd0-4672-b79d-d97027f9071a/marks?page=2&sort=-name&fields=id,name',
    '/api/v1/students?name=O%27Brien&since=2024-05-12T08%3A00%3A00%2B02%3A00',
    "/teachers/O'Brien",
    '/assets/index-4f2a1b.js',
    '/login?next=%2Fstudents%2F12%3Ftab%3Dmarks%26term%3D1',
    '/oauth?redirect_uri=https%3A%2F%2Fapp.example.org%2Fcb',
    '/search?q=Physics+%26+Chemistry',
    '/',
  ])('lets %s go', (url) => {
    expect(suspiciousFragments(url)).toBeUndefined();
  });

  it.each([
    ['/students?page=1&id=1%27+OR+1%3D1', { in: 'query', name: 'id', value: "1' OR 1=1" }],
    ['/x?id=1%2527%2520or%25201', { in: 'query', name: 'id', value: '1%27%20or%201' }],
    ['/x?user[$ne]=1', { in: 'query', name: 'user[$ne]', value: '1' }],
    ['/x?%3Cscript%3E', { in: 'query', name: '', value: '<script>' }],
    ['/files/..%2f..%2fetc/passwd?v=1', { in: 'path', name: 'path', value: '/files/..%2f..%2fetc/passwd' }],
    ['/wp-login.php', { in: 'path', name: 'path', value: '/wp-login.php' }],
    ['/x?id=%', undefined],
    ['/x?tags[]=exam&filter[form]=3', undefined],
    ['/x?url=http://169.254.169.254/', { in: 'query', name: 'url', value: 'http://169.254.169.254/' }],
  ])('of %s sends %j', (url, fragment) => {
    expect(suspiciousFragments(url)).toEqual(fragment && [fragment]);
  });

  it('is not led astray by what cannot be decoded', () => {
    const [fragment] = suspiciousFragments(`/x?id=%+${'%41'.repeat(600)}%27%20or%201=1`)!;
    expect(fragment!.value).toBe(`${'A'.repeat(128)}' or 1=1`);
  });

  it('looks at the strings of a body and one level below, not at what lies deeper', () => {
    const attack = '<svg onload=alert(1)>';
    const namesIn = (body: unknown) => suspiciousFragments('/x', body)?.map(({ name }) => name);
    const body = { name: "O'Brien", note: attack, form: 3, none: null, deep: { er: { x: attack }, more: [attack] } };
    expect(suspiciousFragments('/x', body)).toEqual([{ in: 'body', name: 'note', value: attack }]);
    expect(namesIn({ address: { street: attack, zip: 7 }, tags: ['a', attack] })).toEqual(['address.street', 'tags']);
    expect(namesIn([{ note: attack }, attack, [attack]])).toEqual(['', 'note', '']);
    expect(namesIn({ credentials: { name: attack }, user: { password: attack } })).toBeUndefined();
    expect(namesIn({ ...Object.fromEntries(Array.from({ length: 64 }, (_, n) => [`f${n}`, 'x'])), note: attack })).toBe(
      undefined,
    );
    expect(namesIn({ bytes: Buffer.from(attack), map: new Map([['note', attack]]) })).toBeUndefined();
    expect(suspiciousFragments('/x', Buffer.from(attack))).toBeUndefined();
    expect(suspiciousFragments('/x', null)).toBeUndefined();
    expect(suspiciousFragments('/x', '<script>')).toBeUndefined();
  });

  it.each([
    'password',
    'newPassword',
    'user[password]',
    'access_token',
    'clientSecret',
    'Authorization',
    'X-API-Key',
    'session_cookie',
    'pin',
    'mobilePin',
    'otp',
    'cvv2',
    'card_number',
    'cardNumber',
    'credentials',
    'passphrase',
  ])('never sends %s', (name) => {
    expect(
      suspiciousFragments(`/x?${encodeURIComponent(name)}=%27%20or%201=1--`, { [name]: "' or 1=1--" }),
    ).toBeUndefined();
  });

  it.each(['spin', 'author', 'shopping', 'discard', 'pan_african_studies_note'.slice(4), 'username'])(
    'sends %s',
    (name) => {
      expect(suspiciousFragments('/x', { [name]: "' or 1=1--" })).toHaveLength(1);
    },
  );

  describe('of GraphQL', () => {
    const attack = "' or 1=1--";
    const query = `query { student(id: "1", input: {name: "${attack}"}) { name } }`;
    const found = (name: string) => [{ in: 'body', name, value: attack }];

    it('sends the texts of arguments, never the document', () => {
      expect(suspiciousFragments('/graphql', { query })).toEqual(found('query.input.name'));
      expect(suspiciousFragments('/graphql', [{ query: '{ a }' }, { query }])).toEqual(found('query.input.name'));
      expect(suspiciousFragments(`/graphql?query=${encodeURIComponent(query)}`)).toMatchObject([
        { in: 'query', name: 'query.input.name', value: attack },
      ]);
      const many = `query { ${'select(from: "where", or: {and: 1}) { union } '.repeat(50)} }`.replaceAll(
        '} s',
        '} a: s',
      );
      expect(suspiciousFragments('/graphql', { query: many, operationName: 'a' })).toBeUndefined();
      expect(suspiciousFragments('/graphql', { query: `{ login(password: "${attack}") { id } }` })).toBeUndefined();
    });

    it('looks at variables however deep', () => {
      const variables = { input: { names: [{ first: attack }], form: 3 }, newPassword: attack };
      expect(suspiciousFragments('/graphql', { query: '{ a }', variables })).toEqual(
        found('variables.input.names.first'),
      );
      const persisted = { extensions: { persistedQuery: { version: 1, sha256Hash: 'ab' } }, variables };
      expect(suspiciousFragments('/graphql', persisted)).toEqual(found('variables.input.names.first'));
      const inQuery = `/graphql?query=%7Ba%7D&variables=${encodeURIComponent(JSON.stringify(variables))}`;
      expect(suspiciousFragments(inQuery)).toMatchObject([{ in: 'query', name: 'variables.input.names.first' }]);
    });

    it('takes what is no document for any other text', () => {
      const value = `{ a } ${attack}`;
      expect(suspiciousFragments('/x', { query: value })).toEqual([{ in: 'body', name: 'query', value }]);
    });

    it.each([
      ['a comment', `/x?query={a}%23${encodeURIComponent(attack)}`, undefined, 'query.comment'],
      ['another parameter of the name', `/x?query={a}&query=${encodeURIComponent(attack)}`, undefined, 'query'],
      ['fields beside the document', '/x', { query: '{a}', address: { street: attack } }, 'address.street'],
      ['fields beside one that is stored', '/x', { extensions: { persistedQuery: {} }, a: { b: attack } }, 'a.b'],
      ['variables that are none', '/x', { query: '{a}', variables: attack }, 'variables'],
      ['one of several bodies', '/x', [{ query: '{a}', name: attack }], 'name'],
    ])('hides nothing in %s', (_where, url, body, name) => {
      expect(suspiciousFragments(url, body)).toMatchObject([{ name, value: expect.stringContaining(attack) }]);
    });

    it.each(["#\n'", '#', '{', '{a}#'])('bears %j', (text) => {
      expect(() => suspiciousFragments(`/x?query=${encodeURIComponent(text)}`, { query: text })).not.toThrow();
    });

    it('looks at bounded many variables', () => {
      let deep: object = { a: attack };
      for (let depth = 0; depth < 100; depth++) deep = { deep };
      expect(suspiciousFragments('/graphql', { query: '{ a }', variables: { deep } })).toBeUndefined();
      const wide = Object.fromEntries(Array.from({ length: 65 }, (_, n) => [`f${n}`, n === 64 ? attack : 'x']));
      expect(suspiciousFragments('/graphql', { query: '{ a }', variables: wide })).toBeUndefined();
    });
  });

  it('sends the User-Agent of a scanner, and of one that attacks', () => {
    const agentOf = (userAgent: string) => suspiciousFragments('/x', undefined, userAgent)?.[0]?.value;
    for (const scanner of ['sqlmap/1.7', 'Mozilla/5.0 (Nikto/2.1.6)', '() { :;}; /bin/id', '\x24{jndi:ldap://x}'])
      expect(agentOf(scanner)).toBe(scanner);
    for (const agent of ['Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0', 'curl/8.5.0'])
      for (let times = 0; times < 2; times++) expect(agentOf(agent)).toBeUndefined();
  });

  it('sends at most eight, each at most 512 characters around what is suspicious', () => {
    const attack = `${'a '.repeat(2_000)}<script>alert(1)</script>${' b'.repeat(2_000)}`;
    const fragments = suspiciousFragments(
      '/x',
      Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`f${n}`, attack])),
    )!;
    expect(fragments).toHaveLength(8);
    for (const { value } of fragments) {
      expect(value).toHaveLength(512);
      expect(value).toContain('<script>');
    }
  });

  it.each(
    [
      "'",
      "' ",
      '"',
      ' ',
      '\n',
      '(',
      '<',
      '/',
      '../',
      '-',
      '--',
      ';',
      '; a',
      '|',
      '&',
      '&a',
      '%',
      '%25',
      '$',
      '{',
      '[',
      'a',
      'a ',
      '1',
      '/a',
      '.',
      '#',
      '\\',
    ].concat([
      'select ',
      'or ',
      'or a',
      'union ',
      'on',
      'script',
      'http://',
      'a:/',
      'https:',
      'case ',
      '; a b ',
      '\na ',
      'and in',
      "'and ",
      '@',
      '=',
      'a=',
      'javascript',
      '^',
    ]),
  )('takes no time for a long text of %j', (part) => {
    const text = part.repeat(Math.ceil(65_536 / part.length));
    const startedAt = performance.now();
    suspiciousFragments(`/${text}?a=${text}&b=${text}`, { text, other: `'${text}`, more: `x${text}` }, text);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
