import type { SecurityEventView } from '../security-event.dto.js';
import { ocsfEvent } from './ocsf-event.js';

const EVENT: SecurityEventView = {
  event_id: 'e-1',
  timestamp: '2026-11-23T22:15:00.000Z',
  event_type: 'sql_injection',
  severity: 'error',
  description: 'A query that looks like SQL',
  ip_address: '198.51.100.7',
  user_id: 'user123',
  service: 'students',
  request_id: 'req-1',
  trace_id: 'trace-1',
  endpoint: '/search',
  user_agent: 'curl/8.5.0',
  additional_data: { count: 3 },
  false_positive_at: null,
  false_positive_by: null,
};
const LEAST: SecurityEventView = {
  ...EVENT,
  description: null,
  ip_address: null,
  user_id: null,
  request_id: null,
  trace_id: null,
  endpoint: null,
  user_agent: null,
  additional_data: null,
};
// biome-ignore lint/suspicious/noExplicitAny: looked into as consumers of JSON do
const ocsf = (event: Partial<SecurityEventView>): any =>
  JSON.parse(JSON.stringify(ocsfEvent({ ...EVENT, ...event }, '2.3.4')));

/** What the schema (1.4.0, events/base_event.json, findings/, iam/) lets the two classes have, as far as it is used or was tempting. */
const BASE = ['activity_id', 'category_uid', 'class_uid', 'message', 'metadata', 'observables', 'severity_id'];
const OCCURRENCE = ['status_id', 'time', 'type_uid', 'unmapped'];
const FINDING = ['evidences', 'finding_info', 'is_alert', 'resources'];
const AUTHENTICATION = ['http_request', 'service', 'src_endpoint', 'user'];
const REQUIRED = ['activity_id', 'category_uid', 'class_uid', 'metadata', 'severity_id', 'time', 'type_uid'];

describe('ocsfEvent', () => {
  it.each([
    ['sql_injection', 2, 2004, 200401, FINDING, 'finding_info'],
    ['suspicious_authentication', 2, 2004, 200401, FINDING, 'finding_info'],
    ['authentication_failure', 3, 3002, 300201, AUTHENTICATION, 'user'],
  ])(
    'makes of %s what its class asks for and nothing else',
    (event_type, category, classUid, typeUid, own, required) => {
      for (const event of [EVENT, LEAST]) {
        const made = ocsf({ ...event, event_type });
        expect(made).toMatchObject({ category_uid: category, class_uid: classUid, activity_id: 1, type_uid: typeUid });
        expect(made.type_uid).toBe(made.class_uid * 100 + made.activity_id);
        expect(Object.keys(made)).toEqual(expect.arrayContaining([...REQUIRED, required]));
        expect([...BASE, ...OCCURRENCE, ...own]).toEqual(expect.arrayContaining(Object.keys(made)));
        expect(made.time).toBe(Date.UTC(2026, 10, 23, 22, 15));
        expect(made.metadata).toMatchObject({
          version: '1.4.0',
          uid: 'e-1',
          product: { name: 'OneClass Monitoring', vendor_name: 'OneClass', version: '2.3.4' },
        });
      }
    },
  );

  it.each([
    ['info', 1],
    ['warning', 3],
    ['error', 4],
    ['critical', 5],
  ] as const)('gives %s the severity %d', (severity, id) => {
    expect(ocsf({ severity }).severity_id).toBe(id);
  });

  it('has source, user and request of a finding among its evidences, where observables point', () => {
    const made = ocsf({});
    expect(made).toMatchObject({
      message: 'A query that looks like SQL',
      finding_info: { uid: 'e-1', title: 'sql_injection', types: ['sql_injection'] },
      unmapped: { additional_data: { count: 3 } },
    });
    expect(made.evidences).toEqual([
      {
        src_endpoint: { ip: '198.51.100.7' },
        user: { uid: 'user123' },
        http_request: { uid: 'req-1', url: { path: '/search' }, user_agent: 'curl/8.5.0' },
      },
    ]);
    expect(made.observables).toEqual([
      { name: 'evidences[0].src_endpoint.ip', type_id: 2, value: '198.51.100.7' },
      { name: 'evidences[0].user.uid', type_id: 31, value: 'user123' },
      { name: 'evidences[0].http_request.user_agent', type_id: 16, value: 'curl/8.5.0' },
    ]);
  });

  it('has no evidence without source and user, which the schema would refuse', () => {
    const made = ocsf({ ip_address: null, user_id: null });
    expect(made.evidences).toBeUndefined();
    expect(made.observables).toBeUndefined();
    expect(made.unmapped).toMatchObject({ endpoint: '/search', user_agent: 'curl/8.5.0' });
  });

  it.each([
    ['authentication_failure', 2],
    ['authentication_success', 1],
    ['authentication_anomaly', 0],
  ])('tells by %s how the login ended', (event_type, status) => {
    expect(ocsf({ event_type })).toMatchObject({
      status_id: status,
      src_endpoint: { ip: '198.51.100.7' },
      user: { uid: 'user123' },
      service: { name: 'students' },
      observables: [{ name: 'src_endpoint.ip' }, { name: 'user.uid' }, { name: 'http_request.user_agent' }],
    });
  });

  it.each([
    [{ account: 'ada' }, { name: 'ada' }],
    [{ account: 7 }, { name: 'unknown' }],
    [null, { name: 'unknown' }],
  ])('names the user of a login as %j tells', (additional_data, user) => {
    expect(ocsf({ event_type: 'authentication_failure', user_id: null, additional_data }).user).toEqual(user);
  });

  it('suppresses a false positive', () => {
    expect(ocsf({})).toMatchObject({ status_id: 1, is_alert: true });
    const dismissed = { false_positive_at: '2026-11-24T08:00:00.000Z', false_positive_by: 'ada' };
    expect(ocsf(dismissed)).toMatchObject({ status_id: 3, is_alert: false, unmapped: dismissed });
  });
});
