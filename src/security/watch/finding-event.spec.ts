import type { Finding } from '../inspection/inspect-request.js';
import { findingEvent } from './finding-event.js';
import type { Observation } from './observation.js';

const finding = (score: number): Finding => ({
  attackClass: 'xss',
  score,
  rules: [{ id: 'xss-script-element', weight: score, field: 'query.q', fragment: '<script' }],
});
const seen = (status?: number): Observation => ({
  kind: 'request',
  at: 5,
  service: 'students',
  method: 'GET',
  route: '/students',
  path: '/students',
  status,
});

describe('findingEvent', () => {
  it.each([
    ['sure, and answered', 10, 200, 'error'],
    ['sure, and nobody knows what became of it', 10, undefined, 'error'],
    ['sure, and refused', 15, 404, 'warning'],
    ['by one rule, and answered', 5, 200, 'warning'],
    ['by one rule, and the service failed', 5, 500, 'error'],
  ])('weighs an attack that is %s', (_, score, status, severity) => {
    expect(findingEvent(finding(score), seen(status))).toMatchObject({ severity, eventType: 'xss_attempt' });
  });

  it('says where and why', () => {
    expect(findingEvent(finding(5), seen(200))).toMatchObject({
      at: 5,
      description: 'Cross-site scripting in query.q: xss-script-element',
      endpoint: 'GET /students',
      additionalData: { score: 5, status: 200, route: '/students', count: 1 },
    });
  });
});
