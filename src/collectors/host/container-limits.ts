import { type CgroupDirectory, type CgroupLocation, levelsOf } from './cgroup-location.js';

/** What binds the process tighter than the machine does, and how much of it is used. Absent: that resource is not limited. */
export interface ContainerLimits {
  /** `limitCores` may be a fraction (0.5 = half a core); `usedMicros` is CPU time since the cgroup was made. */
  cpu?: { limitCores: number; usedMicros: number };
  memory?: { limitBytes: number; usedBytes: number };
}

/** Gives the text of a file, or undefined when it cannot be read. */
export type ReadText = (path: string) => Promise<string | undefined>;

/**
 * Reads the limits of the process's cgroup and of every cgroup above it; the tightest one binds, and its own usage counts
 * against it. Files: cpu.max, cpu.stat, memory.max, memory.current (version 2); cpu.cfs_quota_us, cpuacct.usage,
 * memory.limit_in_bytes, memory.usage_in_bytes (version 1).
 * @param machine what the whole machine has: a limit that allows more than that is none
 */
export async function readContainerLimits(
  location: CgroupLocation,
  machine: { cores: number; memoryBytes: number },
  read: ReadText,
): Promise<ContainerLimits> {
  const cpu = tightest(
    await readLevels(location.cpu, (path, version) => readCpuLimit(path, version, read)),
    machine.cores,
  );
  const memory = tightest(
    await readLevels(location.memory, (path, version) => readMemoryLimit(path, version, read)),
    machine.memoryBytes,
  );
  const limits: ContainerLimits = {};
  if (cpu) {
    const usedMicros = await readCpuUsed(cpu.path, location, read);
    if (usedMicros !== undefined) limits.cpu = { limitCores: cpu.limit, usedMicros };
  }
  if (memory) {
    const usedBytes = await readMemoryUsed(memory.path, location.memory!.version, read);
    if (usedBytes !== undefined) limits.memory = { limitBytes: memory.limit, usedBytes };
  }
  return limits;
}

interface Level {
  path: string;
  limit: number | undefined;
}

async function readLevels(
  directory: CgroupDirectory | undefined,
  limitAt: (path: string, version: 1 | 2) => Promise<number | undefined>,
): Promise<Level[]> {
  if (!directory) return [];
  return Promise.all(
    levelsOf(directory).map(async (path) => ({ path, limit: await limitAt(path, directory.version) })),
  );
}

function tightest(levels: Level[], ceiling: number): { path: string; limit: number } | undefined {
  let best: { path: string; limit: number } | undefined;
  for (const { path, limit } of levels) {
    if (limit !== undefined && limit < (best?.limit ?? ceiling)) best = { path, limit };
  }
  return best;
}

async function readCpuLimit(path: string, version: 1 | 2, read: ReadText): Promise<number | undefined> {
  if (version === 2) return coresOf(...pair(await read(`${path}/cpu.max`)));
  const [quota, period] = await Promise.all([read(`${path}/cpu.cfs_quota_us`), read(`${path}/cpu.cfs_period_us`)]);
  return coresOf(quota, period);
}

/** `50000 100000` is half a core; `max` and -1 are no limit. */
export function coresOf(quota: string | undefined, period: string | undefined): number | undefined {
  const cores = amount(quota) / amount(period);
  return cores > 0 && Number.isFinite(cores) ? cores : undefined;
}

async function readMemoryLimit(path: string, version: 1 | 2, read: ReadText): Promise<number | undefined> {
  const limit = amount(await read(`${path}/${version === 2 ? 'memory.max' : 'memory.limit_in_bytes'}`));
  return Number.isFinite(limit) ? limit : undefined;
}

async function readCpuUsed(path: string, location: CgroupLocation, read: ReadText): Promise<number | undefined> {
  if (location.cpu!.version === 2) return statistic(await read(`${path}/cpu.stat`), 'usage_usec');
  const { cpu, cpuacct } = location;
  if (!cpuacct) return undefined;
  const nanos = amount(await read(`${cpuacct.mountPoint}${path.slice(cpu!.mountPoint.length)}/cpuacct.usage`));
  return Number.isFinite(nanos) ? nanos / 1000 : undefined;
}

/** Page cache that the kernel gives back on demand does not count as used: the working set, as kubelet and `docker stats` have it. */
async function readMemoryUsed(path: string, version: 1 | 2, read: ReadText): Promise<number | undefined> {
  const [usage, stat] = await Promise.all([
    read(`${path}/${version === 2 ? 'memory.current' : 'memory.usage_in_bytes'}`),
    read(`${path}/memory.stat`),
  ]);
  const used = amount(usage);
  if (!Number.isFinite(used)) return undefined;
  return Math.max(0, used - (statistic(stat, version === 2 ? 'inactive_file' : 'total_inactive_file') ?? 0));
}

/** One value of a file with a `name value` pair on each line. */
export function statistic(text: string | undefined, name: string): number | undefined {
  const line = text?.split('\n').find((candidate) => candidate.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

function pair(text: string | undefined): [string | undefined, string | undefined] {
  const [first, second] = text?.trim().split(/\s+/) ?? [];
  return [first, second];
}

/** NaN for a missing file and for `max`. */
function amount(text: string | undefined): number {
  return Number.parseInt(text ?? '', 10);
}
