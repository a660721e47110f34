/** One cgroup hierarchy as this process sees it: its own directory and the mount point that ends the way up. */
export interface CgroupDirectory {
  version: 1 | 2;
  path: string;
  mountPoint: string;
}

/** Where each resource of this process is accounted. Absent: no such hierarchy (no Linux, or the controller is off). */
export interface CgroupLocation {
  /** Holds the CPU quota. */
  cpu?: CgroupDirectory;
  /** Holds the CPU time used; the same as `cpu` with version 2. */
  cpuacct?: CgroupDirectory;
  memory?: CgroupDirectory;
}

interface Mount {
  version: 1 | 2;
  controllers: string[];
  root: string;
  mountPoint: string;
}

/**
 * Finds the process's cgroup directories from the texts of `/proc/self/cgroup` and `/proc/self/mountinfo` (cgroups(7),
 * proc(5)). A controller mounted by itself (version 1, also in the hybrid layout) wins over the unified hierarchy.
 */
export function locateCgroups(cgroup: string, mountinfo: string): CgroupLocation {
  const paths = readPaths(cgroup);
  const mounts = mountinfo.split('\n').flatMap(readMount);
  const unified = mounts.find((mount) => mount.version === 2);
  const find = (controller: string): CgroupDirectory | undefined => {
    const own = mounts.find((mount) => mount.version === 1 && mount.controllers.includes(controller));
    if (own) return directoryOf(own, paths.get(controller));
    return unified && directoryOf(unified, paths.get(''));
  };
  return { cpu: find('cpu'), cpuacct: find('cpuacct'), memory: find('memory') };
}

/** The directory and every one above it, up to the mount point: a limit set on any of them binds the process. */
export function levelsOf({ path, mountPoint }: CgroupDirectory): string[] {
  const levels = [path];
  for (let level = path; level.length > mountPoint.length; ) {
    level = level.slice(0, level.lastIndexOf('/'));
    levels.push(level);
  }
  return levels;
}

/** Lines are `id:controllers:path`; the unified hierarchy has no controllers. */
function readPaths(cgroup: string): Map<string, string> {
  const paths = new Map<string, string>();
  for (const line of cgroup.split('\n')) {
    const [, controllers, path] = /^\d+:([^:]*):(.*)$/.exec(line) ?? [];
    if (path === undefined) continue;
    for (const controller of controllers!.split(',')) paths.set(controller, path);
  }
  return paths;
}

/** Lines are `id parent device root mount-point options [optional…] - type source super-options`. */
function readMount(line: string): Mount[] {
  const [head, tail] = line.split(' - ');
  const [, , , root, mountPoint] = head!.split(' ');
  const [type, , options] = tail?.split(' ') ?? [];
  if (!root || !mountPoint || (type !== 'cgroup' && type !== 'cgroup2')) return [];
  return [{ version: type === 'cgroup2' ? 2 : 1, controllers: options?.split(',') ?? [], root, mountPoint }];
}

/** A container often sees its own cgroup as the mount's root, or a path that is not below it: then the mount point is it. */
function directoryOf({ version, root, mountPoint }: Mount, path = '/'): CgroupDirectory {
  const prefix = root === '/' ? '' : root;
  const inside = path.startsWith(`${prefix}/`) && !path.includes('..') ? path.slice(prefix.length) : '';
  return { version, mountPoint, path: mountPoint + (inside === '/' ? '' : inside) };
}
