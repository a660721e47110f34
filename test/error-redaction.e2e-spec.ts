import { startService, type TestService } from './support/service.js';

const SECRET = 'hunter2-hunter2-hunter2';
const MARKS = ['[redacted:secret_name]', '[redacted:url_password]'];

describe('secrets in errors', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const stored = async () =>
    JSON.stringify([
      await service.query('select * from error_events'),
      await service.query('select * from error_groups'),
    ]);

  it('are hidden before they are stored, by whichever door they come', async () => {
    const body = {
      error_type: 'LoginError',
      error_message: `connecting to postgres://app:${SECRET}@db failed with password=${SECRET}`,
      stack_trace: `LoginError: password=${SECRET}\n    at login (/app/dist/login.js:3:1)`,
      tags: { auth_token: SECRET },
      additional_data: { headers: { authorization: `Bearer ${SECRET}1` } },
    };
    expect((await service.request('POST', '/errors', { as: 'ingest', body })).status).toBe(201);
    const { key } = (await service.request('POST', '/ingest-keys', { body: { name: 'shop' } })).body;
    const event = {
      event_id: 'ab'.repeat(16),
      exception: {
        values: [
          {
            type: 'Refused',
            value: `token: ${SECRET}`,
            stacktrace: {
              frames: [
                {
                  function: 'pay',
                  filename: 'pay.js',
                  context_line: `pay({ password: "${SECRET}" })`,
                  vars: { password: SECRET },
                },
              ],
            },
          },
        ],
      },
      request: {
        url: `https://shop.example/?token=${SECRET}`,
        headers: { Cookie: SECRET, Referer: `https://x/?token=${SECRET}` },
      },
      breadcrumbs: [{ message: `GET /login?api_key=${SECRET}`, data: { password: SECRET } }],
      extra: { nested: { client_secret: SECRET } },
      tags: { secret: SECRET },
    };
    const item = JSON.stringify(event);
    const envelope = `{}\n${JSON.stringify({ type: 'event', length: Buffer.byteLength(item) })}\n${item}\n`;
    const headers = { 'x-sentry-auth': `Sentry sentry_key=${key}`, 'content-type': 'application/x-sentry-envelope' };
    expect((await service.request('POST', '~/api/1/envelope/', { as: null, body: envelope, headers })).status).toBe(
      200,
    );
    const all = await stored();
    expect(all).toContain('LoginError');
    expect(all).toContain('Refused');
    for (const mark of MARKS) expect(all).toContain(mark);
    expect(all).not.toContain(SECRET);
  });
});
