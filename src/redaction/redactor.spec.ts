import { REDACTION_RULES } from '../config/redaction-rules.js';
import { Redactor } from './redactor.js';

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dozjgNryP4J3jVmNHl0w5N';

describe('Redactor', () => {
  const redactor = new Redactor(REDACTION_RULES, ['national_id'], ['STU-######']);

  it.each([
    ['login of ana with password=hunter2 failed', 'login of ana with password=[redacted:secret_name] failed'],
    ['{"user":"ana","password":"hun\\"ter2"}', '{"user":"ana","password":"[redacted:secret_name]"}'],
    ["{ token: 'abc', n: 1 }", "{ token: '[redacted:secret_name]', n: 1 }"],
    ['body {\\"secret\\":\\"abc\\",\\"n\\":1}', 'body {\\"secret\\":\\"[redacted:secret_name]\\",\\"n\\":1}'],
    ['GET /login?next=/&access_token=abc&x=1', 'GET /login?next=/&access_token=[redacted:secret_name]&x=1'],
    ['status: token=abc', 'status: token=[redacted:secret_name]'],
    ['API key: abc123', 'API key: [redacted:secret_name]'],
    ['Cookie: sid=abc; theme=dark', 'Cookie: [redacted:secret_name]'],
    ['nationalId=63-1234567', 'nationalId=[redacted:secret_name]'],
    ['Authorization: Bearer abcdef123456', 'Authorization: Bearer [redacted:bearer_token]'],
    ['authorization: Digest abcdef', 'authorization: [redacted:secret_name]'],
    ['sent bearer abcdef123456 twice', 'sent bearer [redacted:bearer_token] twice'],
    ['Basic YW5hOmh1bnRlcjI=', 'Basic [redacted:bearer_token]'],
    [`got ${JWT}.`, 'got [redacted:jwt].'],
    ['AKIAIOSFODNN7EXAMPLE', '[redacted:api_key]'],
    [`ghp_${'a1B2'.repeat(9)}`, '[redacted:api_key]'],
    ['sk-ant-api03-abcdefghijklmnop', '[redacted:api_key]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nend', '[redacted:api_key]\nend'],
    ['postgres://ana:hunter2@db/x', 'postgres://ana:[redacted:url_password]@db/x'],
    ['card 4111 1111 1111 1111', 'card [redacted:card_number]'],
    ['student STU-123456 left', 'student [redacted:shape] left'],
  ])('%s', (text, expected) => {
    expect(redactor.text(text)).toBe(expected);
    expect(redactor.text(expected)).toBe(expected);
  });

  it.each([
    'Payment 4711 took 3.2 s',
    'TokenService: started',
    'token expired',
    'password: null',
    'basic understanding of bearer authentication',
    'risk-assessment-of-the-largest-kind',
    'http://localhost:3000/a@b',
    'XSTU-123456 STU-1234567',
    'max_tokens=512 token_count: 3',
  ])('leaves %s', (text) => {
    expect(redactor.text(text)).toBe(text);
  });

  it('hides what structures hold under names of secrets and in texts, and leaves the given one as it was', () => {
    const given = {
      headers: { Authorization: 'x', 'set-cookie': ['a', 'b'], accept: '*/*' },
      list: [{ pwd: 1234 }, 'token=abc', 7],
      card: 4111111111111111,
      token: null,
      password: true,
      plain: 1,
    };
    const copy = structuredClone(given);
    expect(redactor.value(given)).toEqual({
      headers: { Authorization: '[redacted:secret_name]', 'set-cookie': '[redacted:secret_name]', accept: '*/*' },
      list: [{ pwd: '[redacted:secret_name]' }, 'token=[redacted:secret_name]', 7],
      card: '[redacted:card_number]',
      token: null,
      password: true,
      plain: 1,
    });
    expect(given).toEqual(copy);
    const harmless = { a: [1, { b: 'c' }] };
    expect(redactor.value(harmless)).toBe(harmless);
  });

  it('does only what it is told', () => {
    const text = 'password=a card 4111111111111111 STU-123456';
    expect(new Redactor([]).text(text)).toBe(text);
    expect(new Redactor(['card_number']).text(text)).toBe('password=a card [redacted:card_number] STU-123456');
    expect(new Redactor([], [], ['STU-######']).text(text)).toBe('password=a card 4111111111111111 [redacted:shape]');
  });

  it.each([
    ['password', 'password'.repeat(4000)],
    ['names', 'token:'.repeat(5000)],
    ['open quotes', 'token="'.repeat(4600)],
    ['escaped quotes', 'token:\\"'.repeat(4000)],
    ['web tokens', 'eyJ-'.repeat(8000)],
    ['web tokens with dots', 'eyJaaaaaaaaa.'.repeat(2500)],
    ['credentials', 'bearer '.repeat(4600)],
    ['addresses', '://a:'.repeat(6500)],
    ['keys', '-----BEGIN PRIVATE KEY-----'.repeat(1200)],
    ['digits', '4 '.repeat(16_000)],
    ['letters', 'a'.repeat(32_000)],
  ])('goes through a long text of %s fast', (_, text) => {
    const startedAt = performance.now();
    redactor.text(text);
    redactor.text(`${text} password=`);
    expect(performance.now() - startedAt).toBeLessThan(100);
  });
});
