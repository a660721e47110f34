import fc from 'fast-check';
import { IngestTimes } from '../ingest-times.js';
import { readEvent } from './read-event.js';

const NOW = Date.parse('2026-11-25T12:00:00Z');
const origin = { service: 'key', times: new IngestTimes(NOW, 30), faults: [] };
const ID = 'ab'.repeat(16);
const frame = (name: string, more = {}) => ({
  function: name,
  filename: `/app/${name}.js`,
  lineno: 3,
  colno: 7,
  ...more,
});

describe('readEvent', () => {
  it('reads an exception with its cause, the thrown one and the innermost frame first', () => {
    const error = readEvent(
      {
        event_id: ID,
        timestamp: NOW / 1000 - 5,
        level: 'fatal',
        transaction: 'GET /students/:id',
        request: {
          method: 'get',
          url: 'http://s/students/7?token=abc',
          cookies: 'sid=1',
          headers: { Cookie: 'a', Host: 's' },
        },
        user: { id: 42, email: 'a@b' },
        tags: [
          ['service', 'students'],
          ['ok', true],
        ],
        release: '2.1',
        environment: 'production',
        contexts: { trace: { trace_id: 'a'.repeat(32), span_id: 'b'.repeat(16) }, response: { status_code: 500 } },
        exception: {
          values: [
            { type: 'DbError', value: 'gone', stacktrace: { frames: [frame('connect', { in_app: false })] } },
            {
              type: 'TypeError',
              value: 'x is not a function',
              stacktrace: {
                frames: [
                  frame('outer'),
                  frame('?', {
                    filename: 'file:///app/in.js',
                    pre_context: ['1', '2', '3', '4', '5', '6'],
                    context_line: 'x()',
                    post_context: ['}'],
                  }),
                ],
              },
            },
          ],
        },
      },
      origin,
    );
    expect(error).toMatchObject({
      errorId: ID,
      at: NOW - 5000,
      errorType: 'TypeError',
      errorMessage: 'x is not a function',
      severity: 'critical',
      service: 'students',
      environment: 'production',
      release: '2.1',
      endpoint: 'GET /students/:id',
      httpMethod: 'GET',
      statusCode: 500,
      userId: '42',
      traceId: 'a'.repeat(32),
      spanId: 'b'.repeat(16),
      tags: { service: 'students', ok: 'true' },
      additionalData: {
        request: { method: 'get', url: 'http://s/students/7', Host: 's' },
        user: { id: 42, email: 'a@b' },
      },
      processingErrors: [],
    });
    expect(error.exceptions).toEqual([
      {
        type: 'TypeError',
        message: 'x is not a function',
        frames: [
          {
            function: '',
            file: '/app/in.js',
            line: 3,
            column: 7,
            inApp: true,
            preContext: ['2', '3', '4', '5', '6'],
            contextLine: 'x()',
            postContext: ['}'],
          },
          { function: 'outer', file: '/app/outer.js', line: 3, column: 7, inApp: true },
        ],
      },
      {
        type: 'DbError',
        message: 'gone',
        frames: [{ function: 'connect', file: '/app/connect.js', line: 3, column: 7, inApp: false }],
      },
    ]);
    expect(JSON.stringify(error)).not.toMatch(/token=abc|sid=1|Cookie/);
  });

  it.each<[string, Record<string, unknown>, object]>([
    [
      'a message',
      { message: 'hello', level: 'info' },
      { errorType: 'Message', errorMessage: 'hello', severity: 'info' },
    ],
    [
      'a formatted message',
      { logentry: { message: 'a %s', formatted: 'a b' }, logger: 'app' },
      { errorType: 'app', errorMessage: 'a b' },
    ],
    [
      'a message with its stack',
      { message: 'm', threads: { values: [{ stacktrace: { frames: [frame('f')] } }] } },
      {
        errorMessage: 'm',
        exceptions: [{ type: '', message: '', frames: [expect.objectContaining({ function: 'f' })] }],
      },
    ],
    ['an exception that stands alone', { exception: { type: 'E', value: 'v' } }, { errorType: 'E', errorMessage: 'v' }],
    [
      'exceptions in a list',
      { exception: [{ type: 'E' }, null] },
      { errorType: 'E', processingErrors: ['1 of its exceptions are no objects'] },
    ],
    [
      'nothing at all',
      {},
      { errorType: 'Message', errorMessage: '', service: 'key', severity: 'error', errorId: undefined },
    ],
    ['a time as text without a zone', { timestamp: '2026-11-25T11:00:00.5' }, { at: NOW - 3_599_500 }],
    [
      'a time to come',
      { timestamp: NOW / 1000 + 9e6 },
      { at: undefined, processingErrors: [expect.stringContaining('in the future')] },
    ],
    ['no time', { timestamp: {} }, { at: undefined, processingErrors: [expect.stringContaining('is no time')] }],
    ['an id with dashes', { event_id: 'ABABABAB-abab-abab-abab-abababababab' }, { errorId: ID }],
    ['another id', { event_id: '7' }, { errorId: undefined, processingErrors: [expect.stringContaining('event_id')] }],
    ['a fingerprint', { fingerprint: ['{{ default }}', 7] }, { fingerprint: ['{{ default }}', '7'] }],
    [
      'no fingerprint',
      { fingerprint: 'x' },
      { fingerprint: undefined, processingErrors: [expect.stringContaining('fingerprint')] },
    ],
    [
      'too many tags',
      { tags: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`t${i}`, 'x'])) },
      { processingErrors: [expect.stringContaining('32 of its 40 tags')] },
    ],
    [
      'too much beside it',
      { extra: { a: 'x'.repeat(70_000) }, platform: 'node' },
      { additionalData: { platform: 'node' }, processingErrors: [expect.stringContaining('its extra')] },
    ],
    [
      'more frames than are kept',
      { exception: { type: 'E', stacktrace: { frames: Array.from({ length: 300 }, (_, i) => frame(`f${i}`)) } } },
      {
        exceptions: [
          { type: 'E', message: '', frames: expect.arrayContaining([expect.objectContaining({ function: 'f299' })]) },
        ],
        processingErrors: [expect.stringContaining('innermost 100 of 300')],
      },
    ],
  ])('takes %s', (_, event, expected) => {
    expect(readEvent(event, origin)).toMatchObject(expected);
  });

  it('takes deep structures, and whatever stands where something else should', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`);
    const { processingErrors } = readEvent(
      { extra: deep, contexts: deep, breadcrumbs: [{ data: deep }], user: deep },
      origin,
    );
    expect(processingErrors).toHaveLength(3);
    const names = [
      'exception',
      'tags',
      'user',
      'request',
      'contexts',
      'breadcrumbs',
      'threads',
      'level',
      'message',
      'sdk',
      'timestamp',
    ];
    fc.assert(
      fc.property(fc.record(Object.fromEntries(names.map((name) => [name, fc.jsonValue()]))), (event) => {
        const error = readEvent(event as Record<string, unknown>, origin);
        expect(typeof error.errorType).toBe('string');
        JSON.stringify(error);
      }),
    );
  });
});
