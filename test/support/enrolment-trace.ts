import { randomBytes } from 'node:crypto';

/** Text that would do harm where it is taken for more than text, and too long for any column. */
export const HOSTILE_OPERATION = `<img src=x onerror="document.title=1">${'long'.repeat(100)}`;
/** How long the whole of it takes. */
export const ENROLMENT_MS = 1480;

/** What the services of one slow request that failed send of it. */
export interface EnrolmentTrace {
  readonly traceId: string;
  readonly spans: object[];
  readonly errors: object[];
  readonly logs: object[];
}

/**
 * A request that asks the database for 120 students one after another and then waits for a locked ledger: five services, a fold, an error
 * that caused another, log records, an event, a link, a span whose parent never came.
 */
export function enrolmentTrace(startAt: number): EnrolmentTrace {
  const traceId = randomBytes(16).toString('hex');
  const at = (ms: number) => new Date(startAt + ms).toISOString();
  const spans: object[] = [];
  const add = (
    parent: string | undefined,
    name: string,
    service: string,
    ms: number,
    took: number,
    more: object = {},
  ) => {
    const span_id = randomBytes(8).toString('hex');
    const base = { trace_id: traceId, span_id, parent_span_id: parent, operation_name: name, service_name: service };
    spans.push({ ...base, start_time: at(ms), duration_ms: took, ...more });
    return span_id;
  };
  const failed = { status: 'error', status_message: 'The ledger of account 13 is locked' };
  const root = add(undefined, 'POST /enrolments', 'gateway', 0, ENROLMENT_MS, {
    ...failed,
    kind: 'server',
    tags: { 'http.route': '/enrolments', school: 'school-12', 'user.id': 'user-4711' },
  });
  const auth = add(root, 'verify token', 'gateway', 4, 22);
  add(auth, 'GET /keys', 'auth', 6, 15, { kind: 'server' });
  const enrol = add(root, 'enrol', 'students', 48, 1400, { ...failed, kind: 'server' });
  const load = add(enrol, 'load students', 'students', 60, 640);
  for (let id = 0; id < 120; id++) {
    add(load, 'SELECT students', 'students', 62 + id * 5.2, 4, {
      kind: 'client',
      tags: { 'db.query.text': `select * from students where id = ${id}` },
    });
  }
  const pay = add(enrol, 'POST /payments', 'billing', 728, 680, { ...failed, kind: 'server' });
  add(pay, 'lock ledger', 'billing', 740, 610, { ...failed, kind: 'client', tags: { ledger: '13' } });
  add(root, HOSTILE_OPERATION, 'gateway', 1462, 10);
  add('00000000000000ff', 'audit', 'audit', 300, 90);
  const beside = { trace_id: traceId, span_id: pay, service: 'billing' };
  return {
    traceId,
    spans,
    errors: [
      {
        ...beside,
        error_type: 'LedgerLocked',
        error_message: 'The ledger of account 13 is locked',
        timestamp: at(1350),
      },
      {
        trace_id: traceId,
        span_id: enrol,
        service: 'students',
        error_type: 'BadGateway',
        error_message: 'Billing failed',
        timestamp: at(1410),
      },
    ],
    logs: [
      { ...beside, level: 'warn', message: 'ledger 13 is busy, waiting', timestamp: at(900) },
      { ...beside, level: 'error', message: 'ledger 13 is still locked, giving up', timestamp: at(1350) },
      {
        trace_id: traceId,
        span_id: root,
        service: 'gateway',
        level: 'info',
        message: 'answered 502',
        timestamp: at(1478),
      },
    ],
  };
}

/** So many quick requests that went well, one after another, ending at a moment. */
export function quickTraces(count: number, endAt: number): object[] {
  return Array.from({ length: count }, (_, position) => ({
    trace_id: randomBytes(16).toString('hex'),
    span_id: randomBytes(8).toString('hex'),
    operation_name: 'GET /students/:id',
    service_name: 'students',
    kind: 'server',
    start_time: new Date(endAt - (position + 1) * 5000).toISOString(),
    duration_ms: 10 + (position % 7),
    tags: { 'http.route': '/students/:id', release: position < count / 2 ? '1.5' : '1.4' },
  }));
}
