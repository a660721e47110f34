import { ApiFailure } from '../api/request.js';
import { reasonToLeave } from './reason-to-leave.js';
import { readClaims, tokenInFragment, tokenInPaste } from './token.js';

const NOW = Date.parse('2026-11-23T03:00:00Z');

function token(claims: unknown): string {
  return `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2lnbmF0dXJl`;
}

const ADMIN = token({ sub: 'Tariro Ćosić', role: 'admin', exp: 1_800_000_000 });

describe('token', () => {
  it('reads who, which role and until when, also outside ASCII', () => {
    expect(readClaims(ADMIN)).toEqual({ subject: 'Tariro Ćosić', role: 'admin', expiresAt: 1_800_000_000_000 });
    expect(readClaims(token({ roles: ['teacher', 'viewer'] }))).toMatchObject({ role: 'viewer' });
  });

  it.each(['', 'a.b', 'a.b.c', 'a.b.c.d', token('text'), token(null), 'e30.!!!.x'])(
    'does not take %p for one',
    (text) => {
      expect(readClaims(text)).toBeUndefined();
    },
  );

  it('ignores claims of the wrong type', () => {
    expect(readClaims(token({ sub: 7, role: { admin: true }, exp: 'soon' }))).toEqual({});
  });

  it('is found in the fragment of the first-run link', () => {
    expect(tokenInFragment(`#token=${ADMIN}`)).toBe(ADMIN);
    expect(tokenInFragment('#content')).toBeUndefined();
    expect(tokenInFragment('#token=')).toBeUndefined();
  });

  it.each([
    ['itself', `  ${ADMIN}\n`],
    ['the first-run link', `http://127.0.0.1:3000/#token=${ADMIN}`],
    ['a header value', `Bearer ${ADMIN}`],
    ['a header line', `Authorization: Bearer ${ADMIN}`],
  ])('is found when %s is pasted', (_what, pasted) => {
    expect(tokenInPaste(pasted)).toBe(ADMIN);
  });

  it('is not found in anything else', () => {
    expect(tokenInPaste('hunter2')).toBeUndefined();
  });
});

describe('the end of a session', () => {
  const expired = { expiresAt: NOW - 60_000 };

  it('comes with the reason', () => {
    const refused = new ApiFailure('unauthorized', 'The token was refused: invalid signature.');
    expect(reasonToLeave(refused, expired, NOW)).toMatch(/^Your session expired on .*\.$/);
    expect(reasonToLeave(refused, { expiresAt: NOW + 60_000 }, NOW)).toBe(
      'The service did not accept the token: The token was refused: invalid signature.',
    );
    expect(reasonToLeave(new ApiFailure('forbidden', ''), { role: 'ingest' }, NOW)).toContain('role “ingest”');
  });

  it('does not come with an outage', () => {
    expect(reasonToLeave(new ApiFailure('unavailable', ''), expired, NOW)).toBeUndefined();
    expect(reasonToLeave(new ApiFailure('unreachable', ''), expired, NOW)).toBeUndefined();
  });
});
