import { carriesTraffic, disksOf, type HostReading } from './host-reading.js';
import { fullestDisk, measureHost } from './measure-host.js';

const T0 = Date.UTC(2026, 10, 23);

function reading(changes: Partial<HostReading> = {}): HostReading {
  return {
    at: T0,
    cpu: { idle: 1000, total: 2000 },
    cpuCount: 4,
    memory: { totalBytes: 1000, usedBytes: 250 },
    load: [0.5, 0.25, 0.1],
    disks: [],
    interfaces: [{ name: 'eth0', receivedBytes: 10_000, transmittedBytes: 5000 }],
    container: {},
    ...changes,
  };
}

describe('measureHost', () => {
  it('gives states from one reading and leaves shares of time for the second', () => {
    const usage = measureHost(reading());
    expect(usage).toMatchObject({ memoryPercent: 25, memoryTotalBytes: 1000, cpuCount: 4, load: [0.5, 0.25, 0.1] });
    expect(usage.cpuPercent).toBeUndefined();
    expect(usage.network).toBeUndefined();
  });

  it('gives the share of time not idle, and bytes a second, between two readings', () => {
    const later = reading({
      at: T0 + 10_000,
      cpu: { idle: 1300, total: 2400 },
      interfaces: [{ name: 'eth0', receivedBytes: 30_000, transmittedBytes: 6000 }],
    });
    const usage = measureHost(later, reading());
    expect(usage.cpuPercent).toBe(25);
    expect(usage.network).toEqual({ receiveBytesPerSecond: 2000, transmitBytesPerSecond: 100 });
  });

  it('measures against the limits of a container', () => {
    const limited = (usedMicros: number) => ({
      cpu: { limitCores: 0.5, usedMicros },
      memory: { limitBytes: 400, usedBytes: 100 },
    });
    const before = reading({ container: limited(1_000_000) });
    const usage = measureHost(reading({ at: T0 + 10_000, container: limited(2_000_000) }), before);
    expect(usage).toMatchObject({
      cpuPercent: 20, // one second of CPU in ten, of half a core
      cpuCount: 0.5,
      cpuLimit: 0.5,
      memoryPercent: 25,
      memoryTotalBytes: 400,
      memoryLimitBytes: 400,
    });
  });

  it.each([
    { what: 'a burst over the quota is 100', usedMicros: 60_000_000, percent: 100 },
    { what: 'an account that went backwards is unknown', usedMicros: 0, percent: undefined },
  ])('$what', ({ usedMicros, percent }) => {
    const at = (micros: number) => ({ cpu: { limitCores: 1, usedMicros: micros } });
    const usage = measureHost(
      reading({ at: T0 + 10_000, container: at(usedMicros) }),
      reading({ container: at(1_000_000) }),
    );
    expect(usage.cpuPercent).toBe(percent);
  });

  it('counts nothing for an interface that was reset or is new', () => {
    const later = reading({
      at: T0 + 1000,
      interfaces: [
        { name: 'eth0', receivedBytes: 10, transmittedBytes: 10 },
        { name: 'eth1', receivedBytes: 1e9, transmittedBytes: 1e9 },
      ],
    });
    expect(measureHost(later, reading()).network).toEqual({ receiveBytesPerSecond: 0, transmitBytesPerSecond: 0 });
  });

  it('has no shares when no time has passed', () => {
    expect(measureHost(reading(), reading()).cpuPercent).toBeUndefined();
  });
});

describe('disksOf', () => {
  const disk = (fs: string, mount: string, rw: boolean | null = true, use = 50) => ({
    fs,
    mount,
    rw,
    use,
    size: 100,
    used: 50,
  });

  it('keeps what can fill up: writable, one mount for a device, not empty', () => {
    const disks = disksOf([
      disk('/dev/sda1', '/etc/hosts'),
      disk('/dev/sda1', '/'),
      disk('/dev/loop0', '/snap/core', false, 100),
      { ...disk('none', '/mnt/empty'), size: 0 },
      disk('/dev/sdb1', '/var/lib/data', null, 80),
    ]);
    expect(disks.map(({ mount }) => mount)).toEqual(['/', '/var/lib/data']);
    expect(fullestDisk(disks)).toBe(80);
  });

  it('knows no fullest of none', () => {
    expect(fullestDisk([])).toBeUndefined();
  });
});

describe('carriesTraffic', () => {
  it.each([
    ['eth0', true],
    ['enp3s0', true],
    ['wlan0', true],
    ['lo', false],
    ['docker0', false],
    ['veth12ab', false],
    ['br-0a1b', false],
  ])('%s: %s', (name, carries) => {
    expect(carriesTraffic(name)).toBe(carries);
  });
});
