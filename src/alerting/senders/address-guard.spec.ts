import { AddressGuard } from './address-guard.js';

const usual = new AddressGuard([], true);
const strict = new AddressGuard([], false);

describe('AddressGuard', () => {
  it.each([
    '169.254.169.254',
    '169.254.0.1',
    '0.0.0.0',
    '100.100.100.200',
    '168.63.129.16',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    '::ffff:169.254.169.254',
    '::ffff:a9fe:a9fe',
    '::169.254.169.254',
    '64:ff9b::169.254.169.254',
    '2002:a9fe:a9fe::1',
    'ff02::1',
  ])('always refuses %s', (address) => {
    expect(usual.refuses(address)).toBe(true);
    expect(strict.refuses(address)).toBe(true);
  });

  it.each(['127.0.0.1', '10.1.2.3', '172.31.255.1', '192.168.1.1', '100.64.0.1', '::1', 'fd12::1', '::ffff:10.0.0.1'])(
    'refuses %s only where private networks are not allowed',
    (address) => {
      expect(usual.refuses(address)).toBe(false);
      expect(strict.refuses(address)).toBe(true);
    },
  );

  it.each(['8.8.8.8', '172.32.0.1', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])('lets %s pass', (address) => {
    expect(strict.refuses(address)).toBe(false);
  });

  it('lets pass what is allowed by name', () => {
    const guard = new AddressGuard([{ address: '169.254.10.0', prefix: 24 }], false);
    expect(guard.refuses('169.254.10.7')).toBe(false);
    expect(guard.refuses('::ffff:169.254.10.7')).toBe(false);
    expect(guard.refuses('169.254.169.254')).toBe(true);
  });
});
