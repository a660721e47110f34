import { Refusals } from './refusals.js';

const refusal = {
  status: 401 as const,
  method: 'POST',
  route: '/login',
  ipAddress: '192.0.2.1',
  userAgent: 'curl',
  requestId: 'r',
  traceId: 't',
};

describe('Refusals', () => {
  it('tells those of one address to one route together, as what they are', () => {
    const refusals = new Refusals();
    for (let time = 1; time <= 3; time++) refusals.add(refusal, time);
    refusals.add({ ...refusal, ipAddress: '192.0.2.2' }, 4);
    refusals.add({ ...refusal, status: 403, route: '/marks/:id' }, 5);
    refusals.add({ ...refusal, status: 429 }, 6);
    expect(refusals.drain('students')).toMatchObject([
      { type: 'authentication_failure', endpoint: 'POST /login', ipAddress: '192.0.2.1', at: 1, data: { count: 3 } },
      { type: 'authentication_failure', ipAddress: '192.0.2.2', data: { status: 401, count: 1 } },
      { type: 'access_denied', endpoint: 'POST /marks/:id', service: 'students', data: { count: 1 } },
      { type: 'rate_limited', endpoint: 'POST /login', data: { status: 429, count: 1 } },
    ]);
    expect(refusals.drain('students')).toEqual([]);
  });

  it('keep to a bound however many addresses there are, and lose no count', () => {
    const refusals = new Refusals();
    for (let host = 0; host < 3_000; host++)
      refusals.add({ ...refusal, ipAddress: `10.0.${host >> 8}.${host & 255}` }, 1);
    const events = refusals.drain('students');
    expect(events).toHaveLength(1_001);
    expect(events.reduce((sum, { data }) => sum + Number(data?.count), 0)).toBe(3_000);
  });
});
