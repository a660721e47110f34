import { neighbourhoodOf, subscriberOf } from './client-network.js';

describe('subscriberOf and neighbourhoodOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['::ffff:cb00:7107', '203.0.113.7', '203.0.113.0/24'],
    ['0:0:0:0:0:FFFF:203.0.113.7', '203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::', '2001:db8:1:2::/64', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64', '0:0:0:0::/64'],
    ['64:ff9b::203.0.113.7', '64:ff9b:0:0::/64', '64:ff9b:0:0::/64'],
    ['no: address', 'no: address', 'no: address'],
    ['unknown', 'unknown', 'unknown'],
    ['', '', ''],
  ])('%s', (address, subscriber, neighbourhood) => {
    expect(subscriberOf(address)).toBe(subscriber);
    expect(neighbourhoodOf(address)).toBe(neighbourhood);
  });

  it('reads hostile text in time that grows with its length alone', () => {
    for (const text of [':'.repeat(65_536), '::1%'.repeat(16_384), '1.'.repeat(32_768)]) {
      const startedAt = performance.now();
      neighbourhoodOf(text);
      expect(performance.now() - startedAt).toBeLessThan(2000);
    }
  });
});
