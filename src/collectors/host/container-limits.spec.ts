import type { CgroupLocation } from './cgroup-location.js';
import { type ContainerLimits, coresOf, readContainerLimits, statistic } from './container-limits.js';

const MIB = 1_048_576;
const MACHINE = { cores: 8, memoryBytes: 16_384 * MIB };
const V2: CgroupLocation = (() => {
  const directory = { version: 2 as const, path: '/cg/pod/app', mountPoint: '/cg' };
  return { cpu: directory, cpuacct: directory, memory: directory };
})();
const V1: CgroupLocation = {
  cpu: { version: 1, path: '/cg/cpu/app', mountPoint: '/cg/cpu' },
  cpuacct: { version: 1, path: '/cg/cpuacct/app', mountPoint: '/cg/cpuacct' },
  memory: { version: 1, path: '/cg/memory/app', mountPoint: '/cg/memory' },
};

const limitsOf = (location: CgroupLocation, files: Record<string, string>) =>
  readContainerLimits(location, MACHINE, async (path) => files[path]);

describe('readContainerLimits', () => {
  it.each<{ what: string; location: CgroupLocation; files: Record<string, string>; limits: ContainerLimits }>([
    { what: 'no files', location: V2, files: {}, limits: {} },
    {
      what: 'version 2 without limits',
      location: V2,
      files: { '/cg/pod/app/cpu.max': 'max 100000\n', '/cg/pod/app/memory.max': 'max\n' },
      limits: {},
    },
    {
      what: 'version 2 with both limits, page cache taken off',
      location: V2,
      files: {
        '/cg/pod/app/cpu.max': '150000 100000\n',
        '/cg/pod/app/cpu.stat': 'usage_usec 7000000\nuser_usec 1\n',
        '/cg/pod/app/memory.max': `${512 * MIB}\n`,
        '/cg/pod/app/memory.current': `${300 * MIB}\n`,
        '/cg/pod/app/memory.stat': `anon 1\ninactive_file ${100 * MIB}\n`,
      },
      limits: {
        cpu: { limitCores: 1.5, usedMicros: 7_000_000 },
        memory: { limitBytes: 512 * MIB, usedBytes: 200 * MIB },
      },
    },
    {
      what: 'a tighter limit on the parent, with the parent’s usage',
      location: V2,
      files: {
        '/cg/pod/app/memory.max': `${512 * MIB}\n`,
        '/cg/pod/app/memory.current': `${1 * MIB}\n`,
        '/cg/pod/memory.max': `${256 * MIB}\n`,
        '/cg/pod/memory.current': `${200 * MIB}\n`,
        '/cg/pod/memory.stat': 'inactive_file 0\n',
      },
      limits: { memory: { limitBytes: 256 * MIB, usedBytes: 200 * MIB } },
    },
    {
      what: 'version 1 with both limits',
      location: V1,
      files: {
        '/cg/cpu/app/cpu.cfs_quota_us': '50000\n',
        '/cg/cpu/app/cpu.cfs_period_us': '100000\n',
        '/cg/cpuacct/app/cpuacct.usage': '3000000000\n',
        '/cg/memory/app/memory.limit_in_bytes': `${128 * MIB}\n`,
        '/cg/memory/app/memory.usage_in_bytes': `${64 * MIB}\n`,
        '/cg/memory/app/memory.stat': `total_inactive_file ${14 * MIB}\n`,
      },
      limits: {
        cpu: { limitCores: 0.5, usedMicros: 3_000_000 },
        memory: { limitBytes: 128 * MIB, usedBytes: 50 * MIB },
      },
    },
    {
      what: 'version 1 without limits (quota -1, the largest number as memory)',
      location: V1,
      files: {
        '/cg/cpu/app/cpu.cfs_quota_us': '-1\n',
        '/cg/cpu/app/cpu.cfs_period_us': '100000\n',
        '/cg/memory/app/memory.limit_in_bytes': '9223372036854771712\n',
      },
      limits: {},
    },
    {
      what: 'a quota of more cores than the machine has',
      location: V2,
      files: { '/cg/pod/app/cpu.max': '1600000 100000\n', '/cg/pod/app/cpu.stat': 'usage_usec 1\n' },
      limits: {},
    },
  ])('reads $what', async ({ location, files, limits }) => {
    await expect(limitsOf(location, files)).resolves.toEqual(limits);
  });
});

describe('coresOf', () => {
  it.each([
    { quota: '50000', period: '100000', cores: 0.5 },
    { quota: 'max', period: '100000', cores: undefined },
    { quota: '-1', period: '100000', cores: undefined },
    { quota: '50000', period: '0', cores: undefined },
    { quota: undefined, period: undefined, cores: undefined },
  ])('$quota of $period is $cores', ({ quota, period, cores }) => {
    expect(coresOf(quota, period)).toBe(cores);
  });
});

describe('statistic', () => {
  it('takes whole names only', () => {
    expect(statistic('total_inactive_file 2\ninactive_file 5\n', 'inactive_file')).toBe(5);
    expect(statistic('inactive_file_x 2\n', 'inactive_file')).toBeUndefined();
    expect(statistic(undefined, 'inactive_file')).toBeUndefined();
  });
});
