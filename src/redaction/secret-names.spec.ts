import { SecretNames } from './secret-names.js';

describe('SecretNames', () => {
  const names = new SecretNames(['national_id', 'PIN']);

  it.each([
    'password',
    'PASSWORD',
    'db.password',
    'userPasswd',
    'new_password_confirmation',
    'password1',
    'passwordHash',
    'smtp_pwd',
    'passphrase',
    'secret',
    'clientSecret',
    'token',
    'authtoken',
    'refresh_token',
    'csrf-token',
    'Authorization',
    'http.request.header.authorization',
    'Proxy-Authorization',
    'cookie',
    'Set-Cookie',
    'session_cookies',
    'api_key',
    'apiKey',
    'APIKey',
    'X-API-Key',
    'aws_secret_access_key',
    'private key',
    'credentials',
    'cvv',
    'card.cvc',
    'national_id',
    'studentNationalId',
    'pin',
    `${'x'.repeat(500)}_password`,
  ])('%s is one', (name) => {
    expect(names.has(name)).toBe(true);
    expect(names.has(name)).toBe(true);
  });

  it.each([
    'message',
    'pass',
    'token_count',
    'gen_ai.usage.input_tokens',
    'TokenService',
    'token_type',
    'secretary',
    'password_changed_at',
    'cookie_consent',
    'key',
    'sort_key',
    'public_key',
    'author',
    'authorized',
    'opinion',
    'spin',
    'national',
    'constructor',
    '',
  ])('%s is none', (name) => {
    expect(names.has(name)).toBe(false);
  });

  it('has a hint that finds each of its names', () => {
    const hint = new RegExp(names.hint);
    for (const name of ['apiKey', 'userPasswd', 'Set-Cookie', 'card.cvc', 'studentNationalId', 'pin']) {
      expect([name, hint.test(name.toLowerCase())]).toEqual([name, true]);
    }
  });

  it('judges a long name fast', () => {
    const startedAt = performance.now();
    for (const name of ['password'.repeat(8000), `token${'1'.repeat(60_000)}x`, '_'.repeat(60_000)]) names.has(name);
    expect(performance.now() - startedAt).toBeLessThan(50);
  });
});
