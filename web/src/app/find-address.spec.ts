import { addressOf } from './find-address.js';

describe('the address of a thing', () => {
  it.each([
    ['service', 'students', { to: '/services/students' }],
    ['service', 'a/b c?d&e%f$g', { to: '/services/a%2Fb%20c%3Fd%26e%25f%24g' }],
    ['error_group', 'g1', { to: '/errors/g1' }],
    ['alert_rule', 'r1', { to: '/alerts/rules/r1' }],
    ['metric', 'http.server.duration', { to: '/metrics', search: { metric: 'http.server.duration' } }],
    ['configuration', 'x', { to: '/' }],
  ])('%p %p is %p', (kind, id, expected) => {
    expect(addressOf(kind, id)).toEqual(expected);
  });
});
