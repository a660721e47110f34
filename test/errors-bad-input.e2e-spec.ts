import { startService, type TestService } from './support/service.js';

const ERROR = {
  error_type: 'ValidationError',
  error_message: 'Invalid student ID format',
  severity: 'warning',
  endpoint: '/api/v1/students',
  http_method: 'post',
};

/** Objects in objects, so many levels. */
const deep = (levels: number): object => (levels === 0 ? {} : { in: deep(levels - 1) });

describe('errors that are faulty', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = (body: unknown, headers = {}) => service.request('POST', '/errors', { as: 'ingest', body, headers });
  const list = async (query = '') => (await service.request('GET', `/errors${query}`, { as: 'viewer' })).body;

  it.each([
    [[{ frames: [] }], 'exceptions.0.type', 'is missing'],
    [[{ type: 'X', frames: [{ file: 'a.js', line: 1.5 }] }], 'exceptions.0.frames.0.line', 'must be integer'],
    [[{ type: 'X', frames: [{ line: 1 }] }], 'exceptions.0.frames.0.file', 'is missing'],
    [
      [{ type: 'X', frames: [{ file: 'a.js', colour: 'red' }] }],
      'exceptions.0.frames.0.colour',
      'is not a known field',
    ],
    ['X', 'exceptions', 'must be array'],
  ])('says what is wrong with the exceptions %j', async (exceptions, path, message) => {
    expect(await post({ ...ERROR, exceptions })).toMatchObject({ status: 422, body: { errors: [{ path, message }] } });
  });

  it('keeps the good items of a batch and names the bad ones', async () => {
    const answer = await post([
      { ...ERROR, service: 'mixed' },
      { error_type: 'X' },
      7,
      { ...ERROR, service: 'mixed', colour: 'red' },
    ]);
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      accepted: 1,
      rejected: [
        { index: 1, path: 'error_message', reason: 'is missing' },
        { index: 2, path: '', reason: 'must be object' },
        { index: 3, path: 'colour', reason: 'is not a known field' },
      ],
    });
    expect((await list('?service=mixed')).statistics.total).toBe(1);
  });

  it.each([
    ['a wrong type', { ...ERROR, error_type: 7 }, 'error_type'],
    ['an unknown severity', { ...ERROR, severity: 'fatal' }, 'severity'],
    ['a status code out of range', { ...ERROR, status_code: 99 }, 'status_code'],
    ['a status code with a fraction', { ...ERROR, status_code: 200.5 }, 'status_code'],
    ['an empty type', { ...ERROR, error_type: '' }, 'error_type'],
    ['a type with a line break', { ...ERROR, error_type: 'A\nB' }, 'error_type'],
    ['a long service', { ...ERROR, service: 'x'.repeat(129) }, 'service'],
    ['100 tags', { ...ERROR, tags: Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, 'v'])) }, 'tags'],
    ['a tag of 10 kB', { ...ERROR, tags: { big: 'x'.repeat(10_000) } }, 'tags.big'],
    ['a tag that is no text', { ...ERROR, tags: { deep: {} } }, 'tags.deep'],
    ['much additional data', { ...ERROR, additional_data: { big: 'x'.repeat(70_000) } }, 'additional_data'],
    ['deep additional data', { ...ERROR, additional_data: deep(65) }, 'additional_data'],
    ['additional data as a list', { ...ERROR, additional_data: [] }, 'additional_data'],
    ['a time that is none', { ...ERROR, timestamp: 'yesterday' }, 'timestamp'],
    ['a time long past', { ...ERROR, timestamp: '2001-01-01T00:00:00Z' }, 'timestamp'],
    ['a time to come', { ...ERROR, timestamp: new Date(Date.now() + 3_600_000).toISOString() }, 'timestamp'],
  ])('refuses %s', async (_, error, path) => {
    const answer = await post({ ...error, error_id: 'refused' });
    expect(answer.status).toBe(422);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.errors).toEqual([{ path, message: expect.any(String) }]);
    expect(await service.query(`select 1 from error_events where error_id = 'refused'`)).toEqual([]);
  });

  it('takes a hostile structure for what it is', async () => {
    const nested = `${'{"in":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const answer = await post(`{"error_type":"Deep","error_message":"x","additional_data":${nested}}`);
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'additional_data' }] } });
    const allowed = await post({ error_type: 'Deep', error_message: 'x', additional_data: deep(63) });
    expect(allowed.status).toBe(201);
    expect((await post('{"error_type":"x","error_message":"x","tags":{"__proto__":"a"}}')).status).toBe(400);
    const odd = await post({ error_type: 'Odd', error_message: 'x', tags: { constructor: 'a', toString: 'b' } });
    expect(odd.status).toBe(201);
    expect((await list('?error_type=Odd')).items[0].tags).toEqual({ constructor: 'a', toString: 'b' });
  });

  it.each([
    ['nothing', undefined, 400],
    ['bad JSON', '{"error_type":', 400],
    ['a string', '"x"', 400],
    ['null', 'null', 400],
    ['an empty array', [], 400],
    ['too many items', Array(10_001).fill(ERROR), 422],
  ])('refuses %s as a body', async (_, body, status) => {
    expect((await post(body)).status).toBe(status);
  });

  it('cuts a long message and stack visibly and keeps what PostgreSQL cannot store legible', async () => {
    await post({
      ...ERROR,
      service: 'cutting',
      error_message: `bad \0 byte \ud800 ${'m'.repeat(10_000)}`,
      stack_trace: 's'.repeat(100_000),
      additional_data: { 'key\0': 'value\0' },
    });
    const { items } = await list('?service=cutting');
    expect(items[0].error_message).toMatch(/^bad \uFFFD byte \uFFFD m+\n… \[cut: 10013 characters\]$/);
    expect(items[0].stack_trace).toMatch(/^s{65536}\n… \[cut: 100000 characters\]$/);
    expect(items[0].additional_data).toEqual({ 'key\uFFFD': 'value\uFFFD' });
  });

  it.each([
    '?limit=0',
    '?limit=1001',
    '?severity=bad',
    '?start_time=soon',
    '?cursor=abc',
    '?group_id=7',
    '?service=a%00b',
    '?colour=red',
  ])('refuses the query %s', async (query) => {
    const answer = await service.request('GET', `/errors${query}`, { as: 'viewer' });
    expect(answer.status).toBe(400);
    expect(answer.body.errors[0].path).toBe(query.slice(1).split('=')[0]);
  });

  it.each(['start_time=999999999999999', 'end_time=0001-01-01T00:00:00Z', 'start_time=0'])(
    'takes the far ends of time: %s',
    async (query) => {
      expect((await service.request('GET', `/errors?${query}`, { as: 'viewer' })).status).toBe(200);
      expect((await service.request('GET', `/traces?${query}`, { as: 'viewer' })).status).toBe(200);
    },
  );

  it('takes a cursor at the far end of time', async () => {
    const cursor = Buffer.from('[9007199254740991,"x"]').toString('base64url');
    expect((await service.request('GET', `/errors?cursor=${cursor}`, { as: 'viewer' })).status).toBe(200);
  });
});
