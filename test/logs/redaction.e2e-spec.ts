import { attribute, logsRequest, nanoseconds, sendSignal } from '../support/otlp-request.js';
import { startService, type TestService } from '../support/service.js';

describe('secrets in logs', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { LOG_REDACTION_NAMES: 'national_id', LOG_REDACTION_SHAPES: 'STU-######' } });
  });
  afterAll(() => service?.stop());

  const stored = (name: string) =>
    service.query('select message, attributes from log_records where service = $1', [name]);

  it('never reach the database by the JSON door', async () => {
    const body = {
      service: 'json',
      message: 'STU-123456 paid with 4111 1111 1111 1111, token=abc',
      attributes: { request: { headers: [{ Authorization: 'Bearer x' }] }, nationalId: '63-1', n: 1 },
    };
    expect((await service.request('POST', '/logs', { as: 'ingest', body })).status).toBe(201);
    expect(await stored('json')).toEqual([
      {
        message: '[redacted:shape] paid with [redacted:card_number], token=[redacted:secret_name]',
        attributes: {
          request: { headers: [{ Authorization: '[redacted:secret_name]' }] },
          nationalId: '[redacted:secret_name]',
          n: 1,
        },
      },
    ]);
  });

  it('never reach the database by OTLP', async () => {
    const record = {
      timeUnixNano: nanoseconds(Date.now()),
      body: { kvlistValue: { values: [attribute('password', 'hunter2')] } },
      attributes: [attribute('db.url', 'postgres://ana:hunter2@db/x'), attribute('api_key', 'abc')],
    };
    await sendSignal(service, 'logs', 'protobuf', logsRequest([attribute('service.name', 'otlp')], record));
    expect(await stored('otlp')).toEqual([
      {
        message: '{"password":"[redacted:secret_name]"}',
        attributes: { 'db.url': 'postgres://ana:[redacted:url_password]@db/x', api_key: '[redacted:secret_name]' },
      },
    ]);
  });

  it('stay where the configuration says so', async () => {
    const open = await startService({ env: { LOG_REDACTION: 'none' } });
    try {
      await open.request('POST', '/logs', { as: 'ingest', body: { service: 'open', message: 'password=hunter2' } });
      expect(await open.query('select message from log_records')).toEqual([{ message: 'password=hunter2' }]);
    } finally {
      await open.stop();
    }
  });
});
