import { gzipSync } from 'node:zlib';
import { startService, type TestService } from '../support/service.js';

describe('newline-delimited JSON', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = (body: string | Buffer, headers = {}, path = '/logs') =>
    service.request('POST', path, {
      as: 'ingest',
      body,
      headers: { 'content-type': 'application/x-ndjson', ...headers },
    });
  const list = async (query: string) => (await service.request('GET', `/logs?${query}`, { as: 'viewer' })).body.items;

  it('keeps the good lines and names the bad ones by their numbers', async () => {
    const answer = await post(
      [
        '{"message":"a","service":"lines"}',
        '',
        '{"message":',
        '\r',
        '{"message":7}',
        '{"message":"ü","service":"lines"}\r',
      ].join('\n'),
    );
    expect(answer).toMatchObject({
      status: 201,
      body: {
        accepted: 2,
        rejected: [
          { index: 1, line: 3, path: '', reason: 'is not valid JSON' },
          { index: 2, line: 5, path: 'message', reason: 'must be string' },
        ],
      },
    });
    expect((await list('service=lines')).map(({ message }: { message: string }) => message).sort()).toEqual(['a', 'ü']);
  });

  it('takes a compressed body, and counts a batch that is sent again once', async () => {
    const body = gzipSync('{"message":"x","service":"again"}\n{"message":"y","service":"again"}\n');
    const headers = { 'content-encoding': 'gzip', 'x-batch-id': 'b-1' };
    for (let i = 0; i < 2; i++) expect((await post(body, headers)).body.accepted).toBe(2);
    expect(await list('service=again')).toHaveLength(2);
  });

  it.each<[string, string, number, string]>([
    ['no line', '\n \n', 400, 'no line'],
    ['only bad lines', '{\n[]', 422, 'line 1'],
    ['too many lines', '{"message":"x"}\n'.repeat(10_001), 422, '10001 items'],
    ['too many blank lines', '\n'.repeat(100_001), 422, '100000 lines'],
    ['a line that is too long', `{"message":"${'x'.repeat(300_000)}"}`, 422, '262144 bytes'],
  ])('refuses %s', async (_, body, status, told) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toContain(told);
  });

  it('is refused where it is not taken', async () => {
    expect((await post('{}', {}, '/errors')).status).toBe(415);
  });
});
