import { addressOf } from './find-address.js';

describe('the address of a thing', () => {
  it.each([
    ['service', 'students', '/services/students'],
    ['service', 'a/b c?d&e%f$g', '/services/a%2Fb%20c%3Fd%26e%25f%24g'],
    ['error_group', 'g1', '/errors/g1'],
    ['alert_rule', 'r1', '/alerts/rules/r1'],
    ['metric', 'http.server.duration', '/metrics?metric=http.server.duration'],
    ['configuration', 'x', '/'],
  ])('%p %p is %p', (kind, id, expected) => {
    expect(addressOf(kind, id)).toBe(expected);
  });
});
