import { subjectFault } from './subject-fault.js';

describe('whom to decide about', () => {
  it.each([
    ['ip_address', ' 203.0.113.7 ', undefined],
    ['ip_address', '203.0.113.0/24', 'Not an IPv4 or IPv6 address'],
    ['network', '203.0.113.0/24', undefined],
    ['network', '203.0.113.7', 'Not a network such as 10.1.0.0/16'],
    ['user_id', 'u1', undefined],
    ['user_id', '  ', 'Say whom'],
  ] as const)('a %s %j: %s', (scope, value, fault) => {
    expect(subjectFault(scope, value)).toBe(fault);
  });
});
