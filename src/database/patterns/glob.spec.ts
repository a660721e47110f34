import { compileGlob } from './glob.js';

describe('compileGlob', () => {
  it.each<[string, string, boolean]>([
    ['ValidationError', 'validationerror', true],
    ['ValidationError', 'ValidationErrors', false],
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['*', 'anything\nat all', true],
    ['a*', 'ab', true],
    ['a*', 'ba', false],
    ['*a', 'ba', true],
    ['*a', 'ab', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['ab*bc', 'abc', false],
    ['*timeout*', 'Connection TIMEOUT after 5 s', true],
    ['*time**out*', 'time is out', true],
    ['*a*b*', 'ba', false],
    ['*aab*', 'aaab', true],
    ['*abcabd*', 'abcabcabd', true],
    ['*b*b', 'ab', false],
    ['*/students/*.js', '/app/students/check-id.js', true],
    ['a.c', 'abc', false],
    ['[ab]?', '[ab]?', true],
    ['*É*', 'café', true],
  ])('%s and %j', (pattern, text, expected) => {
    expect(compileGlob(pattern)(text)).toBe(expected);
  });

  it('reads a text in time that grows with its length alone, whatever the pattern', () => {
    const glob = compileGlob(`${'*a'.repeat(60)}${'*'}${'a'.repeat(100)}b*`);
    const startedAt = performance.now();
    expect(glob('a'.repeat(1_000_000))).toBe(false);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});
