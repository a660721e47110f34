import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { BrowserPage, startBrowser } from '../support/browser.js';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';

const ID = '0123456789abcdef0123456789abcdef';
const PATH = '~/api/1/envelope/';

const envelope = (event: unknown, header: object = { event_id: ID }) => {
  const payload = typeof event === 'string' ? event : JSON.stringify(event);
  const length = Buffer.byteLength(payload);
  return `${JSON.stringify(header)}\n${JSON.stringify({ type: 'event', length })}\n${payload}\n`;
};
const exception = (type: string, more: object = {}) => ({
  exception: {
    values: [
      { type, value: 'it broke', stacktrace: { frames: [{ function: 'run', filename: '/app/run.js', lineno: 3 }] } },
    ],
  },
  ...more,
});

describe('the Sentry protocol', () => {
  let service: TestService;
  let key: string;
  let dsn: string;

  beforeAll(async () => {
    service = await startService();
    const made = await service.request('POST', '/ingest-keys', { body: { name: 'web' } });
    ({ key, sentry_dsn: dsn } = made.body);
  });
  afterAll(() => service?.stop());

  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    service.request('POST', PATH, {
      as: null,
      body,
      headers: {
        'content-type': 'application/x-sentry-envelope',
        'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${key}`,
        ...headers,
      },
    });
  const errors = async (query: string) =>
    (await service.request('GET', `/errors?${query}`, { as: 'viewer' })).body.items;

  it('is open to the DSN of an ingest key, and to nobody else', async () => {
    expect(dsn).toBe(`${service.url.replace('://', `://${key}@`)}/1`);
    const send = (headers: Record<string, string>, query = '') =>
      service.request('POST', `${PATH}${query}`, {
        as: null,
        body: '{}',
        headers: { 'content-type': 'text/plain', ...headers },
      });
    expect((await send({}, `?sentry_key=${key}&sentry_version=7`)).status).toBe(200);
    expect((await send({ authorization: `Sentry sentry_key=${key}` })).status).toBe(200);
    expect((await send({ authorization: `Bearer ${service.token('ingest')}` })).status).toBe(200);
    expect((await send({ authorization: `Bearer ${service.token('viewer')}` })).status).toBe(403);
    for (const wrong of [
      await send({}),
      await send({}, '?sentry_key=ocm_nobody'),
      await send({ 'x-sentry-auth': 'Sentry' }),
    ]) {
      expect(wrong.status).toBe(401);
    }
    expect(service.output).not.toContain(key);
  });

  it('keeps an event as its SDK told it, once', async () => {
    const event = exception('SeatError', {
      event_id: ID,
      tags: { service: 'seats' },
      fingerprint: ['{{ default }}'],
      transaction: 'POST /seats',
    });
    for (const body of [envelope(event), gzipSync(envelope(event))]) {
      const answer = await post(body, Buffer.isBuffer(body) ? { 'content-encoding': 'gzip' } : {});
      expect(answer).toMatchObject({ status: 200, body: { id: ID } });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    }
    expect(await errors('error_type=SeatError')).toEqual([
      expect.objectContaining({
        error_id: ID,
        service: 'seats',
        error_message: 'it broke',
        endpoint: 'POST /seats',
        culprit: 'run (app/run.js)',
        stack_trace: 'SeatError: it broke\n    at run (/app/run.js:3)',
        exceptions: [
          {
            type: 'SeatError',
            message: 'it broke',
            frames: [expect.objectContaining({ function: 'run', file: '/app/run.js', line: 3, in_app: true })],
          },
        ],
        processing_errors: [],
      }),
    ]);
  });

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'an event cut short',
      () => post(envelope(exception('Cut')).slice(0, -30)),
      { error_type: 'UnreadableEvent', error_id: ID, additional_data: { raw: expect.stringContaining('Cut') } },
    ],
    [
      'a length that is wrong',
      () => post(envelope(exception('Wrong')).replace(/"length":\d+/, '"length":7')),
      { error_type: 'Wrong', processing_errors: ['its length 7 is wrong'] },
    ],
    [
      'item types nobody knows',
      () =>
        post(
          `{}\n{"type":"poem"}\nroses\n{"type":"client_report"}\n{}\n${envelope(exception('Known')).split('\n').slice(1).join('\n')}`,
        ),
      { error_type: 'Known' },
    ],
    [
      'brotli',
      () => post(brotliCompressSync(envelope(exception('Brotli'))), { 'content-encoding': 'br' }),
      { error_type: 'Brotli' },
    ],
    [
      'JSON as its type',
      () => post(envelope(exception('Typed')), { 'content-type': 'application/json' }),
      { error_type: 'Typed' },
    ],
    [
      'characters PostgreSQL cannot hold',
      () => post(envelope(exception('Nul', { extra: { a: '\0\ud800' } }))),
      { error_type: 'Nul', additional_data: expect.objectContaining({ extra: { a: '��' } }) },
    ],
  ])('keeps what can be read of %s', async (_, send, expected) => {
    await send();
    const [{ error_type: type }] = [expected as { error_type: string }];
    expect((await errors(`error_type=${type}`))[0]).toMatchObject(expected);
  });

  it('takes an event without an envelope, as older SDKs send it', async () => {
    const event = { ...exception('Stored'), event_id: 'ab'.repeat(16) };
    for (const body of [JSON.stringify(event, null, 2), gzipSync(JSON.stringify(event))]) {
      const encoding: Record<string, string> = Buffer.isBuffer(body) ? { 'content-encoding': 'gzip' } : {};
      const headers = { 'x-sentry-auth': `Sentry sentry_key=${key}`, ...encoding };
      const answer = await service.request('POST', '~/api/1/store/', { as: null, body, headers });
      expect(answer).toMatchObject({ status: 200, body: { id: event.event_id } });
    }
    expect(await errors('error_type=Stored')).toMatchObject([{ error_id: event.event_id, processing_errors: [] }]);
    expect((await service.request('POST', '~/api/1/store/', { as: null, body: '{}' })).status).toBe(401);
  });

  it('refuses what is no envelope, and says why', async () => {
    expect(await post('nonsense')).toMatchObject({
      status: 400,
      body: { detail: expect.stringContaining('no Sentry envelope') },
    });
    expect((await post('')).status).toBe(400);
    expect((await post(gzipSync('{}').subarray(0, 8), { 'content-encoding': 'gzip' })).status).toBe(400);
    expect(
      (await service.request('POST', '/errors', { headers: { 'content-type': 'text/plain' }, body: 'x' })).status,
    ).toBe(415);
  });

  it('takes a stack of 5 MB', async () => {
    const frames = Array.from({ length: 50_000 }, (_, i) => ({
      function: `f${i}`,
      filename: '/app/deep.js',
      context_line: 'x'.repeat(40),
    }));
    const body = envelope({ exception: { values: [{ type: 'Deep', value: 'x', stacktrace: { frames } }] } });
    expect(body.length).toBeGreaterThan(5_000_000);
    expect((await post(body)).status).toBe(200);
    const [error] = await errors('error_type=Deep');
    expect([error.exceptions[0].frames.length, error.processing_errors]).toEqual([
      100,
      ['only the innermost 100 of 50000 frames are kept'],
    ]);
  });

  it('takes errors of the Node SDK, with their causes and source lines', async () => {
    const program = fileURLToPath(new URL('../support/sentry-node.js', import.meta.url));
    await promisify(execFile)(process.execPath, [program], { env: { PATH: process.env.PATH, SENTRY_DSN: dsn } });
    const found = await errors('service=students');
    expect(found.map((error: { error_message: string }) => error.error_message).sort()).toEqual([
      'pupil cannot be enrolled on seat 4',
      'pupil cannot be enrolled on seat 5',
      'the hall is full',
    ]);
    expect(found.find((error: { severity: string }) => error.severity === 'warning').error_type).toBe('Message');
    const thrown = found.filter((error: { error_type: string }) => error.error_type === 'Error');
    expect(new Set(thrown.map((error: { group_id: string }) => error.group_id)).size).toBe(1);
    expect(thrown[0]).toMatchObject({
      release: 'students@2.4.1',
      environment: 'test',
      user_id: 'pupil-7',
      trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      culprit: 'checkSeat (support/sentry-node.js)',
      exceptions: [{ type: 'Error' }, { type: 'RangeError', message: expect.stringMatching(/^no seat \d$/) }],
      processing_errors: [],
    });
    const [innermost] = thrown[0].exceptions[1].frames;
    expect(innermost).toMatchObject({
      function: 'checkSeat',
      in_app: true,
      context_line: expect.stringContaining('throw new RangeError('),
    });
    const { body: files } = await service.request('GET', `/errors/${thrown[0].error_id}/attachments`);
    expect(files.items).toMatchObject([{ name: 'seats.json', content_type: 'application/json', size_bytes: 11 }]);
    const { body: trace } = await service.request('GET', `/traces/${thrown[0].trace_id}`);
    expect(trace.spans).toContainEqual(expect.objectContaining({ operation_name: 'enrol', service_name: 'web' }));
    const path = `/metrics?metric_name=sessions_total&aggregation=sum&tags=state=started&start_time=${Date.now() - 600_000}`;
    expect((await service.request('GET', path)).body.items).toMatchObject([{ points: [{ value: 1 }] }]);
  });

  it('takes errors of the browser SDK, from a page of another origin', async () => {
    const script = await bundlePage(dsn);
    const site = createServer((request, response) => {
      if (request.url === '/app.js') response.setHeader('content-type', 'text/javascript').end(script);
      else response.setHeader('content-type', 'text/html').end('<title>page</title><script src="/app.js"></script>');
    }).listen(0);
    const browser = await startBrowser();
    try {
      const page = await BrowserPage.open(browser);
      await page.page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
      await eventually(async () => expect(await errors('error_type=TypeError&service=web')).toHaveLength(1));
      const [error] = await errors('error_type=TypeError&service=web');
      expect(error).toMatchObject({ release: 'web@1', additional_data: { mechanism: { handled: false } } });
      expect(error.exceptions[0].frames[0]).toMatchObject({
        file: expect.stringContaining('/app.js'),
        column: expect.any(Number),
      });
      expect(page.complaints.filter((text) => /CORS|sentry|envelope/i.test(text))).toEqual([]);
      await page.close();
    } finally {
      await browser.close();
      site.close();
    }
  });
});

/** A page's script that throws where nobody catches, minified with the SDK as a build would. */
async function bundlePage(dsn: string): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-page-'));
  try {
    const source = `
      import * as Sentry from ${JSON.stringify(fileURLToPath(import.meta.resolve('@sentry/browser')))};
      Sentry.init({ dsn: ${JSON.stringify(dsn)}, release: 'web@1' });
      function openReport(report) { return report.pages.length; }
      setTimeout(() => openReport({}), 10);`;
    writeFileSync(join(directory, 'page.js'), source);
    const bundler = fileURLToPath(new URL('../../node_modules/rolldown/bin/cli.mjs', import.meta.url));
    const options = ['--format', 'iife', '--minify', '--file', join(directory, 'app.js')];
    await promisify(execFile)(process.execPath, [bundler, join(directory, 'page.js'), ...options]);
    return readFileSync(join(directory, 'app.js'), 'utf8');
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
