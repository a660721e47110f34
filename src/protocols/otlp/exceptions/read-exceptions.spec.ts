import type { LogOccurrence } from '../../../logs/log.recorder.js';
import type { FinishedOrOpenSpan } from '../../../tracing/span.js';
import { exceptionsOfLogs, exceptionsOfSpans } from './read-exceptions.js';

const span = (more: Partial<FinishedOrOpenSpan>): FinishedOrOpenSpan => ({
  traceId: 't',
  spanId: 's',
  operationName: 'GET',
  serviceName: 'shop',
  kind: 'server',
  startAt: 0,
  status: 'error',
  ...more,
});
const exception = { name: 'exception', time: '2026-11-25T12:00:00.123456Z', attributes: { 'exception.type': 'E' } };
const record = (more: Partial<LogOccurrence>): LogOccurrence => ({
  severityNumber: 17,
  message: 'it broke',
  service: 'shop',
  ...more,
});

describe('exceptionsOfSpans', () => {
  it('finds those among the events, and says of which request and release', () => {
    const events = [{ ...exception, name: 'retry' }, exception, exception];
    const request = { 'http.route': '/x', 'http.request.method': 'get', 'http.response.status_code': 500 };
    const tags = { ...request, 'request.id': 'r', 'user.id': 7 };
    const resource = { 'service.version': '1.2', 'deployment.environment': 'test' };
    const found = exceptionsOfSpans([span({}), span({ events, tags, resource })]);
    expect(found.map(({ errorId }) => errorId)).toEqual(['t:s:1', 't:s:2']);
    expect(found[0]).toEqual({
      errorId: 't:s:1',
      at: Date.parse('2026-11-25T12:00:00.123Z'),
      errorType: 'E',
      errorMessage: '',
      severity: 'error',
      service: 'shop',
      endpoint: '/x',
      httpMethod: 'GET',
      statusCode: 500,
      requestId: 'r',
      userId: '7',
      release: '1.2',
      environment: 'test',
      traceId: 't',
      spanId: 's',
    });
  });

  it('takes an exception once, from the innermost of the spans that it left', () => {
    const other = { ...exception, attributes: { 'exception.type': 'F' } };
    const found = exceptionsOfSpans([
      span({ spanId: 'in', parentSpanId: 'out', events: [exception] }),
      span({ spanId: 'out', events: [exception, other] }),
      span({ spanId: 'out', traceId: 'u', events: [exception] }),
    ]);
    expect(found.map(({ errorId }) => errorId)).toEqual(['t:in:0', 't:out:1', 'u:out:0']);
  });

  it('takes whatever an exception is told by', () => {
    const attributes = {
      'exception.type': ['a'],
      'exception.message': { a: 1 },
      'exception.stacktrace': 'x'.repeat(99_999),
    };
    const [found] = exceptionsOfSpans([span({ events: [{ ...exception, attributes }] })]);
    expect(found).toMatchObject({ errorType: '["a"]', errorMessage: '{"a":1}' });
    expect(found!.stackTrace!.length).toBeLessThan(66_000);
    expect(exceptionsOfSpans([span({ events: [{ ...exception, attributes: {} }] })])[0]!.errorType).toBe('Exception');
  });
});

describe('exceptionsOfLogs', () => {
  it.each<[string, Partial<LogOccurrence>, object[]]>([
    ['no exception', { attributes: { a: 1 } }, []],
    ['no attributes', {}, []],
    [
      'a type',
      { attributes: { 'exception.type': 'E' }, logId: 'l' },
      [{ errorType: 'E', errorMessage: 'it broke', severity: 'error', errorId: 'l' }],
    ],
    [
      'a message',
      { attributes: { 'exception.message': 'm' }, severityNumber: 24 },
      [{ errorType: 'Exception', errorMessage: 'm', severity: 'critical' }],
    ],
    ['a warning', { attributes: { 'exception.type': 'E' }, severityNumber: 13 }, [{ severity: 'warning' }]],
    ['a note', { attributes: { 'exception.type': 'E' }, severityNumber: 9 }, [{ severity: 'info' }]],
  ])('reads a record with %s', (_, given, expected) => {
    const found = exceptionsOfLogs([record(given)]);
    expect(found).toHaveLength(expected.length);
    expect(found).toMatchObject(expected);
  });
});
