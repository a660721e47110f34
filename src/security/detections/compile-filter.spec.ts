import { compileFilter } from './compile-filter.js';
import type { FilterCondition } from './detection.js';
import type { SecuritySignal } from './security-signal.js';

const signal: SecuritySignal = {
  at: 0,
  kind: 'request',
  service: 'students',
  method: 'GET',
  route: '/students/:id',
  path: '/Students/17',
  status: 404,
  userAgent: '',
};

describe('compileFilter', () => {
  it.each<[string, FilterCondition[], boolean]>([
    ['nothing', [], true],
    ['a status', [{ field: 'status', any_of: [404] }], true],
    ['a status as text', [{ field: 'status', any_of: ['404'] }], true],
    ['another status', [{ field: 'status', any_of: [403, 405] }], false],
    ['its class', [{ field: 'status', any_of: ['4xx'] }], true],
    ['its class in capitals', [{ field: 'status', any_of: ['4XX'] }], true],
    ['another class', [{ field: 'status', any_of: ['2xx', '5xx'] }], false],
    ['not its class', [{ field: 'status', none_of: ['4xx'] }], false],
    ['in other letters', [{ field: 'path', any_of: ['/students/17'] }], true],
    ['the beginning alone', [{ field: 'path', any_of: ['/students'] }], false],
    ['a glob', [{ field: 'path', any_of: ['/x*', '/STUDENTS/*'] }], true],
    ['characters of regular expressions', [{ field: 'path', any_of: ['.*', '/students/..'] }], false],
    ['an end', [{ field: 'path', any_of: ['*/17'] }], true],
    ['an end that is no end', [{ field: 'path', any_of: ['*/1'] }], false],
    ['a beginning', [{ field: 'path', any_of: ['/stu*'] }], true],
    ['a beginning that is none', [{ field: 'path', any_of: ['students*'] }], false],
    ['a middle', [{ field: 'path', any_of: ['*dents*'] }], true],
    ['both ends', [{ field: 'path', any_of: ['/s*7'] }], true],
    ['anything', [{ field: 'path', any_of: ['*'] }], true],
    ['anything, written twice', [{ field: 'path', any_of: ['**'] }], true],
    ['a bracket', [{ field: 'path', any_of: ['*{*', '*(*', '*[a-z]*', '*\\\\d*', '*$', '^*', '*|*'] }], false],
    ['absent is none of them', [{ field: 'account', any_of: ['*'] }], false],
    ['absent', [{ field: 'account', none_of: ['*'] }], true],
    ['empty is absent', [{ field: 'user_agent', none_of: ['*'] }], true],
    ['not absent', [{ field: 'route', none_of: ['*'] }], false],
    [
      'all must be met',
      [
        { field: 'status', any_of: [404] },
        { field: 'method', any_of: ['POST'] },
      ],
      false,
    ],
    [
      'and are',
      [
        { field: 'status', any_of: [404] },
        { field: 'method', none_of: ['POST'] },
      ],
      true,
    ],
  ])('%s', (_, conditions, expected) => {
    expect(compileFilter(conditions)(signal)).toBe(expected);
  });

  it('reads hostile text in little time', () => {
    const filter = compileFilter([
      { field: 'path', any_of: Array.from({ length: 200 }, () => `${'*a'.repeat(50)}b*`) },
    ]);
    const startedAt = performance.now();
    for (let i = 0; i < 20; i++) expect(filter({ ...signal, path: 'a'.repeat(65_536) })).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(2000);
  });
});
