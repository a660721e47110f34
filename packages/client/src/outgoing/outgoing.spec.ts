import { createServer, get, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { context } from '@opentelemetry/api';
import { HttpTransport } from '../delivery/http-transport.js';
import { openRecord } from '../http/request-record.js';
import type { SpanItem } from '../signals.js';
import { runWithin } from '../tracing/active-context.js';
import { MonitoringContextManager } from '../tracing/context-manager.js';
import { followFetch } from './outgoing-fetch.js';
import { followHttp } from './outgoing-http.js';

const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('calls to other services', () => {
  let server: Server;
  let url: string;
  /** A port where nobody listens. */
  let nobody: number;
  let received: IncomingHttpHeaders[];
  let spans: SpanItem[];
  const undo: (() => void)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      received.push(request.headers);
      response.writeHead(request.url!.startsWith('/missing') ? 404 : 200).end('{}');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    context.setGlobalContextManager(new MonitoringContextManager());
    undo.push(followFetch(), followHttp(), () => context.disable());
    const closed = createServer();
    await new Promise<void>((listening) => closed.listen(0, '127.0.0.1', listening));
    nobody = (closed.address() as AddressInfo).port;
    await new Promise((done) => closed.close(done));
  });
  beforeEach(() => {
    received = [];
    spans = [];
  });
  afterAll(async () => {
    for (const stop of undo) stop();
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  });

  /** In a request of a traced caller. */
  async function serving(work: () => Promise<unknown>) {
    const headers = { traceparent: CALLER, tracestate: 'vendor=1' };
    const record = openRecord(headers, 0, { service: 'students', slowMs: 1000, span: (item) => spans.push(item) });
    await runWithin(record.scope, async () => {
      await new Promise((done) => setTimeout(done, 1));
      await work();
    });
    return record;
  }
  const byFetch = (address: string, headers: Record<string, string> = {}) =>
    fetch(address, { headers }).then((response) => response.text());
  const byHttp = (address: string, headers: Record<string, string> = {}) =>
    new Promise<void>((done, fail) => {
      get(address, { headers }, (response) => response.resume().on('close', done)).on('error', fail);
    });

  it('are not those of the client itself', async () => {
    const log = { id: 'l', level: 'info', message: 'hello', service: 'students', at: 5 };
    await serving(() => new HttpTransport(url).send({ id: 'b', signal: 'logs', items: [log] }));
    expect(spans).toEqual([]);
    expect(received).toHaveLength(1);
    expect(received[0]).not.toHaveProperty('traceparent');
  });

  describe.each([
    ['fetch', byFetch],
    ['http', byHttp],
  ])('by %s', (_name, call) => {
    it('carry the trace on and become spans, without what may be secret', async () => {
      const record = await serving(() => call(`${url}/accounts/7?token=secret`));
      const [span] = spans;
      expect(span).toMatchObject({
        operation: 'GET',
        kind: 'client',
        traceId: record.traceId,
        parentSpanId: record.spanId,
        status: 'unset',
        tags: {
          'http.request.method': 'GET',
          'http.response.status_code': 200,
          'server.address': '127.0.0.1',
          'url.full': `${url}/accounts/7`,
        },
      });
      expect(received).toMatchObject([
        { traceparent: `00-${record.traceId}-${span!.spanId}-01`, tracestate: 'vendor=1' },
      ]);
    });

    it('say when they fail', async () => {
      await serving(() => call(`${url}/missing`));
      await serving(() => call(`http://127.0.0.1:${nobody}/`).then(undefined, () => undefined));
      // A request that could not connect is closed after its error is told.
      for (let tries = 0; spans.length < 2 && tries < 100; tries++) await new Promise((done) => setTimeout(done, 10));
      expect(spans).toMatchObject([
        { status: 'error', tags: { 'http.response.status_code': 404 } },
        { status: 'error', statusMessage: expect.stringContaining('ECONNREFUSED'), tags: { 'server.port': nobody } },
      ]);
    });

    it('are left alone where the caller sets a trace itself, and outside of requests', async () => {
      await serving(() => call(url, { traceparent: CALLER }));
      await call(url);
      expect(spans).toEqual([]);
      expect(received.map(({ traceparent }) => traceparent)).toEqual([CALLER, undefined]);
    });
  });
});
