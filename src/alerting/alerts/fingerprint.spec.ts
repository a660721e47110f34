import { fingerprint } from './fingerprint.js';

describe('fingerprint', () => {
  it('is the same for the same tags in any order', () => {
    expect(fingerprint(['rule'], { b: '2', a: '1' })).toBe(fingerprint(['rule'], { a: '1', b: '2' }));
  });

  it.each([
    ['another rule', fingerprint(['other'], { a: '1' })],
    ['another value', fingerprint(['rule'], { a: '2' })],
    ['no tags', fingerprint(['rule'], {})],
    ['a name that looks like tags', fingerprint(['rule', '[["a","1"]]'], {})],
  ])('differs for %s', (_, other) => {
    expect(other).not.toBe(fingerprint(['rule'], { a: '1' }));
  });
});
