import { IngestTimes } from '../ingest-times.js';
import { readStreamedSpans, readTransaction } from './read-transaction.js';

const NOW = Date.parse('2026-11-23T22:00:00Z');
const origin = { service: 'web', times: new IngestTimes(NOW, 90), faults: [] };
const TRACE = 'ab'.repeat(16);
const at = NOW / 1000 - 10;
const span = {
  span_id: '22'.repeat(8),
  parent_span_id: '11'.repeat(8),
  trace_id: TRACE,
  start_timestamp: at + 0.1,
  timestamp: at + 0.3,
};
const transaction = {
  type: 'transaction',
  transaction: 'GET /students',
  start_timestamp: at,
  timestamp: at + 0.5,
  release: '2.4.1',
  contexts: {
    // The SDK for Python tells a description that is none.
    trace: { trace_id: TRACE, span_id: '11'.repeat(8), op: 'http.server', status: 'internal_error', description: null },
  },
  tags: { service: 'students', school: 'harare' },
};

describe('readTransaction', () => {
  it('makes a span of the transaction and of each of its spans', () => {
    const spans = readTransaction(
      {
        ...transaction,
        spans: [{ ...span, op: 'db.sql.query', description: 'select 1', data: { rows: 3 }, status: 'ok' }],
      },
      origin,
    );
    expect(spans).toEqual([
      {
        traceId: TRACE,
        spanId: '11'.repeat(8),
        parentSpanId: undefined,
        operationName: 'GET /students',
        serviceName: 'students',
        kind: 'server',
        startAt: NOW - 10_000,
        durationMs: 500,
        status: 'error',
        statusMessage: 'internal_error',
        tags: { 'sentry.op': 'http.server', service: 'students', school: 'harare' },
        resource: { 'service.name': 'students', 'service.version': '2.4.1' },
      },
      expect.objectContaining({
        spanId: '22'.repeat(8),
        parentSpanId: '11'.repeat(8),
        operationName: 'select 1',
        kind: 'client',
        startAt: NOW - 9_900,
        durationMs: 200,
        status: 'ok',
        tags: { 'sentry.op': 'db.sql.query', rows: 3 },
      }),
    ]);
  });

  it.each<[string, object]>([
    ['no id', { span_id: undefined }],
    ['an id of another form', { span_id: 'x' }],
    ['no time', { start_timestamp: null }],
    ['an end before its start', { timestamp: at }],
    ['a time that is too old', { start_timestamp: 1, timestamp: 2 }],
  ])('leaves out a span with %s', (_, wrong) => {
    expect(readTransaction({ ...transaction, spans: [{ ...span, ...wrong }, 7, span] }, origin)).toHaveLength(2);
  });

  it('keeps no data that is too long or too deep', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`);
    for (const data of [{ text: 'x'.repeat(20_000) }, deep]) {
      expect(readTransaction({ ...transaction, spans: [{ ...span, op: 'task', data }] }, origin)[1]!.tags).toEqual({
        'sentry.op': 'task',
      });
    }
  });

  it('reads spans that are sent each by itself', () => {
    const { timestamp: end_timestamp, ...more } = span;
    const attributes = {
      'sentry.op': { value: 'http.client', type: 'string' },
      'sentry.release': { value: '2.4.1', type: 'string' },
      'http.response.status_code': { value: 503, type: 'integer' },
    };
    const items = [{ ...more, end_timestamp, name: 'GET billing', status: 'error', attributes }, 7, { name: 'no ids' }];
    expect(readStreamedSpans({ version: 2, items }, origin)).toMatchObject([
      {
        operationName: 'GET billing',
        serviceName: 'web',
        kind: 'client',
        durationMs: 200,
        status: 'error',
        tags: { 'sentry.op': 'http.client', 'http.response.status_code': 503 },
        resource: { 'service.name': 'web', 'service.version': '2.4.1' },
      },
    ]);
    expect(readStreamedSpans({ items: {} }, origin)).toEqual([]);
  });

  it('takes nothing for granted', () => {
    expect(readTransaction({ spans: 'none', contexts: [], tags: 7 }, origin)).toEqual([]);
  });
});
