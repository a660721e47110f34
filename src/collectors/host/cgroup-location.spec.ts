import { levelsOf, locateCgroups } from './cgroup-location.js';

const V2_MOUNT = '31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate';

describe('locateCgroups', () => {
  it.each([
    {
      layout: 'version 2 in a container with its own namespace',
      cgroup: '0::/\n',
      mountinfo: V2_MOUNT,
      memory: { version: 2, path: '/sys/fs/cgroup', mountPoint: '/sys/fs/cgroup' },
    },
    {
      layout: 'version 2 under systemd',
      cgroup: '0::/system.slice/monitoring.service\n',
      mountinfo: `22 1 8:1 / / rw - ext4 /dev/sda1 rw\n${V2_MOUNT}\n`,
      memory: { version: 2, path: '/sys/fs/cgroup/system.slice/monitoring.service', mountPoint: '/sys/fs/cgroup' },
    },
    {
      layout: 'version 1 in a container, whose own cgroup is the root of the mount',
      cgroup: '5:memory:/docker/abc\n3:cpu,cpuacct:/docker/abc\n',
      mountinfo: '40 39 0:33 /docker/abc /sys/fs/cgroup/memory ro - cgroup cgroup rw,memory',
      memory: { version: 1, path: '/sys/fs/cgroup/memory', mountPoint: '/sys/fs/cgroup/memory' },
    },
    {
      layout: 'the hybrid layout: version 1 controllers beside an empty version 2',
      cgroup: '4:memory:/jobs/a\n0::/\n',
      mountinfo: `35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n38 31 0:38 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw`,
      memory: { version: 1, path: '/sys/fs/cgroup/memory/jobs/a', mountPoint: '/sys/fs/cgroup/memory' },
    },
    {
      layout: 'a path outside the namespace',
      cgroup: '0::/../../other\n',
      mountinfo: V2_MOUNT,
      memory: { version: 2, path: '/sys/fs/cgroup', mountPoint: '/sys/fs/cgroup' },
    },
    { layout: 'no cgroups', cgroup: '', mountinfo: '22 1 8:1 / / rw - ext4 /dev/sda1 rw', memory: undefined },
  ])('reads $layout', ({ cgroup, mountinfo, memory }) => {
    expect(locateCgroups(cgroup, mountinfo).memory).toEqual(memory);
  });

  it('finds the quota and the account of CPU time in one hierarchy that holds both', () => {
    const location = locateCgroups(
      '3:cpu,cpuacct:/docker/abc\n',
      '40 39 0:33 /docker/abc /sys/fs/cgroup/cpu,cpuacct ro - cgroup cgroup rw,cpu,cpuacct',
    );
    expect(location.cpu).toEqual({
      version: 1,
      path: '/sys/fs/cgroup/cpu,cpuacct',
      mountPoint: '/sys/fs/cgroup/cpu,cpuacct',
    });
    expect(location.cpuacct).toEqual(location.cpu);
    expect(location.memory).toBeUndefined();
  });
});

describe('levelsOf', () => {
  it.each([
    { path: '/sys/fs/cgroup', levels: ['/sys/fs/cgroup'] },
    { path: '/sys/fs/cgroup/a/b', levels: ['/sys/fs/cgroup/a/b', '/sys/fs/cgroup/a', '/sys/fs/cgroup'] },
  ])('climbs from $path to the mount point', ({ path, levels }) => {
    expect(levelsOf({ version: 2, path, mountPoint: '/sys/fs/cgroup' })).toEqual(levels);
  });
});
