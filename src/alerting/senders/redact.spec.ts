import { redact } from './redact.js';

describe('redact', () => {
  it.each([
    {
      name: 'leaves other text alone',
      text: 'connection refused',
      secrets: ['hunter2'],
      expected: 'connection refused',
    },
    {
      name: 'blanks every occurrence',
      text: 'bad hunter2, I said hunter2',
      secrets: ['hunter2'],
      expected: 'bad [redacted], I said [redacted]',
    },
    {
      name: 'blanks the longest secret first',
      text: 'Authorization: Bearer abc',
      secrets: ['abc', 'Bearer abc'],
      expected: 'Authorization: [redacted]',
    },
    { name: 'takes secrets literally', text: 'a.c abc', secrets: ['a.c'], expected: '[redacted] abc' },
    { name: 'ignores empty secrets', text: 'abc', secrets: [''], expected: 'abc' },
    { name: 'removes NUL characters', text: 'a\u0000b', secrets: [], expected: 'ab' },
    { name: 'cuts long text', text: 'x'.repeat(900), secrets: [], expected: `${'x'.repeat(500)}…` },
  ])('$name', ({ text, secrets, expected }) => {
    expect(redact(text, secrets)).toBe(expected);
  });

  it('does not leave half a secret at the cut', () => {
    expect(redact(`${'x'.repeat(495)}hunter2hunter2`, ['hunter2hunter2'])).not.toContain('hun');
  });
});
