import { type FailureKind, failureOf } from './failure.js';

describe('a failed request', () => {
  it.each<[number, FailureKind]>([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'absent'],
    [502, 'unavailable'],
    [503, 'unavailable'],
    [400, 'refused'],
    [500, 'refused'],
    [200, 'refused'],
  ])('with status %p is %p', (status, kind) => {
    expect(failureOf(status, undefined).kind).toBe(kind);
  });

  it('speaks with the words of its problem details', () => {
    const problem = { title: 'Service Unavailable', detail: 'PostgreSQL is away.', request_id: 'r-1' };
    expect(failureOf(503, problem)).toMatchObject({ message: 'PostgreSQL is away.', requestId: 'r-1' });
    expect(failureOf(503, { title: 'Service Unavailable' }).message).toBe('Service Unavailable');
  });

  it.each([undefined, null, 'text', [], { detail: 7 }])('has words of its own when the body is %p', (body) => {
    expect(failureOf(500, body).message).toBe('The service answered with status 500.');
  });
});
