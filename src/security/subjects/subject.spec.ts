import { readSubject, type SubjectScope } from './subject.js';
import { SubjectSet } from './subject-set.js';

describe('readSubject', () => {
  it.each<[SubjectScope, string, string | undefined]>([
    ['ip_address', '192.168.1.100', '192.168.1.100'],
    ['ip_address', '2001:0db8:0::0001', '2001:db8::1'],
    ['ip_address', '2001:DB8::A', '2001:db8::a'],
    ['ip_address', '::ffff:10.0.0.1', '10.0.0.1'],
    ['ip_address', '::ffff:a00:1', '10.0.0.1'],
    ['ip_address', 'fe80::1%eth0', undefined],
    ['ip_address', '10.0.0.1/32', undefined],
    ['ip_address', '300.1.1.1', undefined],
    ['ip_address', '', undefined],
    ['network', '10.1.2.3/16', '10.1.0.0/16'],
    ['network', '10.1.2.255/25', '10.1.2.128/25'],
    ['network', '10.1.2.3/32', '10.1.2.3/32'],
    ['network', '2001:db8:ffff:ffff::1/33', '2001:db8:8000::/33'],
    ['network', '2001:db8::1/128', '2001:db8::1/128'],
    ['network', '1:2:3:4:5:6:7:8/64', '1:2:3:4::/64'],
    ['network', '10.0.0.0/7', undefined],
    ['network', '0.0.0.0/0', undefined],
    ['network', '::/0', undefined],
    ['network', '10.0.0.0/33', undefined],
    ['network', '2001:db8::/129', undefined],
    ['network', '::ffff:10.0.0.0/104', undefined],
    ['network', '10.0.0.0', undefined],
    ['network', '10.0.0.0/8/8', undefined],
    ['network', 'fe80::%eth0/64', undefined],
    ['user_id', 'user123', 'user123'],
    ['user_id', '', undefined],
    ['user_id', 'a\nb', undefined],
    ['user_id', 'x'.repeat(257), undefined],
  ])('reads %s %j as %j', (scope, given, value) => {
    expect(readSubject(scope, given)).toEqual(value === undefined ? undefined : { scope, value });
  });

  it('takes no time for long nonsense', () => {
    const began = performance.now();
    for (const part of ['1', '/', ':', '::', '1.', '%', '0/1']) {
      for (const scope of ['ip_address', 'network'] as const) {
        expect(readSubject(scope, part.repeat(65_536 / part.length))).toBeUndefined();
      }
    }
    expect(performance.now() - began).toBeLessThan(2000);
  });
});

describe('SubjectSet', () => {
  const set = new SubjectSet([
    { scope: 'ip_address', value: '192.0.2.1' },
    { scope: 'ip_address', value: '2001:db8::1' },
    { scope: 'network', value: '10.1.0.0/16' },
    { scope: 'network', value: '2001:db8:1::/48' },
    { scope: 'user_id', value: 'user123' },
  ]);

  it.each<[string | undefined, string | undefined, boolean]>([
    ['192.0.2.1', undefined, true],
    ['192.0.2.2', undefined, false],
    ['::ffff:192.0.2.1', undefined, true],
    ['2001:0db8::0001', undefined, true],
    ['10.1.255.255', undefined, true],
    ['::ffff:10.1.0.1', undefined, true],
    ['10.2.0.0', undefined, false],
    ['2001:db8:1:ffff::', undefined, true],
    ['2001:db8:2::', undefined, false],
    ['192.0.2.2', 'user123', true],
    [undefined, 'user124', false],
    ['user123', '192.0.2.1', false],
    [undefined, undefined, false],
  ])('has the address %j or the user %j: %j', (address, user, has) => {
    expect(set.has(address, user)).toBe(has);
  });
});
