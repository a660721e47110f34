import { startService, type TestService } from './support/service.js';

const ERROR = {
  error_type: 'ValidationError',
  error_message: 'Invalid student ID format',
  severity: 'warning',
  endpoint: '/api/v1/students',
  http_method: 'post',
};
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('errors', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const post = (body: unknown, headers = {}) => service.request('POST', '/errors', { as: 'ingest', body, headers });
  const list = async (query = '') => (await service.request('GET', `/errors${query}`, { as: 'viewer' })).body;

  it('gives every error its own stack again, though those of one place share it', async () => {
    const frames = Array.from(
      { length: 12 },
      (_, i) => `    at step${i} (/app/dist/students/step-${i}.service.js:${i}:7)`,
    );
    const sent = [1, 2, 3].map((number) => ({
      ...ERROR,
      service: 'sharing',
      error_message: `Student ${number} is unknown`,
      stack_trace: [`ValidationError: Student ${number} is unknown`, ...frames].join('\n'),
    }));
    for (const error of sent) expect(await post(error)).toMatchObject({ status: 201 });
    const { items } = await list('?service=sharing');
    expect(items).toHaveLength(3);
    expect(items).toEqual(
      expect.arrayContaining(
        sent.map(({ error_message, stack_trace }) => expect.objectContaining({ error_message, stack_trace })),
      ),
    );
    const view = `select error_message, stack_trace from error_logs where service = 'sharing' order by error_message`;
    expect(await service.query(view)).toEqual(
      sent.map(({ error_message, stack_trace }) => ({ error_message, stack_trace })),
    );
    const shared = `select count(*)::int as count from error_events join error_stacks using (stack_id) where service = 'sharing'`;
    expect(await service.query(shared)).toEqual([{ count: 2 }]);
  });

  it('keeps every field of an error', async () => {
    const full = {
      ...ERROR,
      error_id: 'full-1',
      service: 'students',
      status_code: 422,
      stack_trace: 'ValidationError: bad\n    at checkId (/app/dist/students/check-id.js:12:11)',
      user_id: 'user123',
      request_id: 'req-1',
      trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
      span_id: '00f067aa0ba902b7',
      environment: 'production',
      release: '2.4.1',
      tags: { school: 'harare-north' },
      additional_data: { form: 'enrolment', nested: { attempts: [1, 2] } },
      timestamp: minutesAgo(5),
    };
    const answer = await post(full);
    expect(answer).toMatchObject({ status: 201, body: { accepted: 1, rejected: [], id: 'full-1' } });
    const { items } = await list('?service=students');
    expect(items).toEqual([
      {
        ...full,
        http_method: 'POST',
        group_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        culprit: 'checkId (students/check-id.js)',
        exceptions: null,
        processing_errors: [],
      },
    ]);
    expect((await service.request('GET', '/errors/full-1', { as: 'viewer' })).body).toEqual(items[0]);
    for (const query of [
      'trace_id=4bf92f3577b34da6a3ce929d0e0e4736',
      'request_id=req-1',
      `group_id=${items[0].group_id}`,
    ]) {
      expect((await list(`?${query}`)).items).toHaveLength(1);
    }
  });

  it('takes exceptions frame by frame, with their causes and source lines, and cuts what is too long', async () => {
    const frame = {
      function: 'checkId',
      file: '/app/dist/students/check-id.js',
      line: 12,
      column: 11,
      pre_context: ['0', '1', '2', '3', '4', '5'],
      context_line: 'x'.repeat(301),
      post_context: ['6', '7', '8', '9', '10', '11'],
    };
    const frames = [
      { file: 'node:fs', in_app: true },
      frame,
      ...Array.from({ length: 100 }, () => ({ file: 'a.js', in_app: false })),
    ];
    const exceptions = [
      { type: 'Wrapped', message: null, frames: null },
      { type: 'RangeError', message: 'no such id', frames },
    ];
    const sent = { error_type: 'Wrapped', error_message: 'it broke', service: 'framed', exceptions };
    expect((await service.request('POST', '/errors', { as: 'ingest', body: sent })).status).toBe(201);
    const { body } = await service.request('GET', '/errors?service=framed', { as: 'viewer' });
    const [error] = body.items;
    expect(error).toMatchObject({
      culprit: 'checkId (students/check-id.js)',
      stack_trace: expect.stringMatching(
        /^Wrapped\nCaused by: RangeError: no such id\n {4}at node:fs\n {4}at checkId \(.*:12:11\)/,
      ),
      exceptions: [
        { type: 'Wrapped', message: '', frames: [] },
        { type: 'RangeError', message: 'no such id' },
      ],
    });
    expect(error.exceptions[1].frames).toHaveLength(100);
    expect(error.exceptions[1].frames.slice(0, 3)).toMatchObject([
      { function: null, in_app: false, line: null, context_line: null },
      {
        in_app: true,
        pre_context: ['1', '2', '3', '4', '5'],
        context_line: 'x'.repeat(300),
        post_context: ['6', '7', '8', '9', '10'],
      },
      { in_app: false },
    ]);
  });

  it('takes the least there is, and null for what is absent', async () => {
    const answer = await post({ error_type: 'Empty', error_message: '', severity: null, tags: null, timestamp: null });
    expect(answer.status).toBe(201);
    const { items } = await list('?error_type=Empty');
    expect(items[0]).toMatchObject({
      error_id: answer.body.id,
      severity: 'error',
      service: 'unknown_service',
      tags: {},
      stack_trace: null,
      additional_data: null,
    });
    expect(Math.abs(Date.parse(items[0].timestamp) - Date.now())).toBeLessThan(60_000);
  });

  it('groups by cause and counts each group', async () => {
    await post(
      Array.from({ length: 30 }, (_, i) => ({ ...ERROR, service: 'grouping', error_message: `No pupil ${i}` })),
    );
    await post({ ...ERROR, service: 'grouping', error_message: 'Another cause', severity: 'critical' });
    const groups = await service.query(
      `select error_message, event_count::int, severity from error_groups where service = 'grouping' order by event_count desc`,
    );
    expect(groups).toEqual([
      { error_message: expect.stringMatching(/^No pupil \d+$/), event_count: 30, severity: 'warning' },
      { error_message: 'Another cause', event_count: 1, severity: 'critical' },
    ]);
    expect((await list('?service=grouping')).statistics).toMatchObject({
      total: 31,
      complete: true,
      by_severity: { info: 0, warning: 30, error: 0, critical: 1 },
      by_type: [{ error_type: 'ValidationError', count: 31 }],
      by_service: [{ service: 'grouping', count: 31 }],
    });
  });

  it('counts any range exactly, whole hours and parts of hours', async () => {
    const errors = Array.from({ length: 40 }, (_, i) => ({
      ...ERROR,
      service: 'ranges',
      timestamp: minutesAgo(10 * i + 1),
    }));
    await post(errors);
    for (const [from, to] of [
      [400, 0],
      [395, 5],
      [95, 66],
      [61, 59],
      [200, 95],
    ] as const) {
      const [start, end] = [minutesAgo(from), minutesAgo(to)];
      const expected = errors.filter(({ timestamp }) => timestamp >= start && timestamp < end).length;
      const { statistics, items } = await list(`?service=ranges&limit=1000&start_time=${start}&end_time=${end}`);
      expect([statistics.total, items.length]).toEqual([expected, expected]);
    }
    const searched = await list(`?service=ranges&search=STUDENT%20id&start_time=${minutesAgo(95)}`);
    expect([searched.statistics.total, searched.items.length]).toEqual([10, 10]);
    expect((await list('?service=ranges&search=100%25')).statistics.total).toBe(0);
  });

  it.each([
    ['student id', true],
    ['STUDENT ID "4', true],
    ['stud', true],
    ['10.0.0.7', true],
    ['/var/lib/app.db', true],
    ['élève', true],
    ['user_id=5', true],
    ['%', true],
    ['student "4', false],
    ['10.0.0.8', false],
    ['udent', false],
    ["' | !x", false],
  ])('finds %j in a message: %s', async (text, found) => {
    const message = 'Bad Student ID "4" from 10.0.0.7:5432 in /var/lib/app.db: Élève <a@b.example> user_id=5 100%';
    if (text === 'student id') await post({ ...ERROR, service: 'search', error_message: message });
    const { items, statistics } = await list(`?service=search&search=${encodeURIComponent(text)}`);
    expect([items.length, statistics.total]).toEqual(found ? [1, 1] : [0, 0]);
  });

  it('pages through errors of the same millisecond without losing or repeating one', async () => {
    const at = minutesAgo(3);
    await post(
      Array.from({ length: 25 }, (_, i) => ({ ...ERROR, service: 'paging', error_id: `page-${i}`, timestamp: at })),
    );
    const seen: string[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 10 && cursor !== null; page++) {
      const body = await list(`?service=paging&limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((item: { error_id: string }) => item.error_id));
      cursor = body.next_cursor;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
  });

  it('counts a retried error once', async () => {
    const timed = { ...ERROR, service: 'retries', error_id: 'r-1', timestamp: minutesAgo(1) };
    const untimed = { ...ERROR, service: 'retries', error_id: 'r-2' };
    for (let i = 0; i < 3; i++) expect((await post([timed, untimed, timed])).body.accepted).toBe(3);
    await Promise.all(Array.from({ length: 4 }, () => post(untimed)));
    expect((await list('?service=retries')).statistics.total).toBe(2);
    const [group] = await service.query(`select event_count::int from error_groups where service = 'retries'`);
    expect(group).toEqual({ event_count: 2 });
  });

  it('counts a retried batch once by X-Batch-ID', async () => {
    const batch = Array.from({ length: 5 }, () => ({ ...ERROR, service: 'batches' }));
    for (let i = 0; i < 2; i++) await post(batch, { 'x-batch-id': 'batch-7' });
    await post(batch, { 'x-batch-id': 'batch-8' });
    expect((await list('?service=batches')).statistics.total).toBe(10);
    expect((await post(batch, { 'x-batch-id': 'x'.repeat(129) })).status).toBe(400);
  });

  it('lets only those in who may', async () => {
    const status = async (method: string, as: 'viewer' | 'ingest' | null) =>
      (await service.request(method, '/errors', { as, body: method === 'POST' ? ERROR : undefined })).status;
    expect(await status('POST', 'viewer')).toBe(403);
    expect(await status('GET', 'ingest')).toBe(403);
    expect(await status('POST', null)).toBe(401);
    expect(await status('GET', null)).toBe(401);
  });

  it('stores 10,000 errors of one request', async () => {
    const batch = Array.from({ length: 10_000 }, (_, i) => ({
      ...ERROR,
      service: 'bulk',
      error_message: `No pupil ${i}`,
      timestamp: minutesAgo(i % 60),
    }));
    expect((await post(batch)).body.accepted).toBe(10_000);
    expect((await list('?service=bulk')).statistics.total).toBe(10_000);
  });

  it('offers the events to SQL as error_logs', async () => {
    const [row] = await service.query(
      `select error_type, severity, additional_data, exceptions, processing_errors from error_logs where error_id = 'full-1'`,
    );
    expect(row).toEqual({
      exceptions: null,
      processing_errors: null,
      error_type: 'ValidationError',
      severity: 'warning',
      additional_data: { form: 'enrolment', nested: { attempts: [1, 2] } },
    });
  });

  it('lets errors, their hours and their groups go after their retention', async () => {
    await post(
      [5, 60].map((days) => ({ ...ERROR, service: `aged-${days}`, timestamp: Date.now() - days * 86_400_000 })),
    );
    await service.request('PATCH', '/config', { body: { log_retention_days: 30 } });
    expect((await service.request('POST', '/cleanup', { body: {} })).status).toBe(200);
    for (const table of ['error_events', 'error_groups', 'error_group_hours']) {
      const left = await service.query(`select service from ${table} where service like 'aged-%'`);
      expect({ table, left }).toEqual({ table, left: [{ service: 'aged-5' }] });
    }
  });
});
