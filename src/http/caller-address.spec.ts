import { callerAddress } from './caller-address.js';

describe('callerAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['2001:db8::1', '2001:db8::1'],
    ["10.0.0.1'; drop table x", undefined],
    ['', undefined],
    [undefined, undefined],
  ])('takes %j for %j', (ip, address) => {
    expect(callerAddress({ ip })).toBe(address);
  });
});
