import { isAddress, isInNetwork, isNetwork } from './network.js';

describe('addresses', () => {
  it.each(['203.0.113.7', '0.0.0.0', '::', '::1', '2001:db8::8:1', '::ffff:10.1.2.3', '1:2:3:4:5:6:7:8'])(
    '%s is one',
    (text) => expect(isAddress(text)).toBe(true),
  );

  it.each(['', '203.0.113', '203.0.113.256', '01.2.3.4', '1::2::3', '1:2:3', '1:2:3:4:5:6:7:8::', 'g::1', '::1%eth0'])(
    '%j is none',
    (text) => expect(isAddress(text)).toBe(false),
  );
});

describe('networks', () => {
  it.each([
    ['203.0.113.7', '203.0.113.0/24', true],
    ['203.0.114.7', '203.0.113.0/24', false],
    ['203.0.113.7', '203.0.113.7/32', true],
    ['10.1.2.3', '0.0.0.0/0', true],
    ['2001:db8:1::9', '2001:db8::/32', true],
    ['2001:db9::9', '2001:db8::/32', false],
    ['10.1.2.3', '::/0', false],
    ['nonsense', '10.0.0.0/8', false],
  ])('whether %s is in %s: %s', (address, network, isIn) => {
    expect(isInNetwork(address, network)).toBe(isIn);
  });

  it('have a length that their addresses can have', () => {
    expect(['10.0.0.0/8', '::/64'].every(isNetwork)).toBe(true);
    expect(['10.0.0.0/33', '10.0.0.0', '::/129', '/8', 'x/8'].some(isNetwork)).toBe(false);
  });
});
