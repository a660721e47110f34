import type { DiskUsage, HostReading } from './host-reading.js';

/** The machine, or the container where it is limited tighter than the machine. Percents run from 0 to 100. */
export interface HostUsage {
  at: number;
  /** Absent on the first reading: a share of time needs two. */
  cpuPercent?: number;
  /** CPUs the process may use; a fraction where a quota binds. */
  cpuCount: number;
  memoryPercent: number;
  memoryTotalBytes: number;
  memoryUsedBytes: number;
  disks: DiskUsage[];
  load?: [number, number, number];
  /** Absent on the first reading. */
  network?: { receiveBytesPerSecond: number; transmitBytesPerSecond: number };
  cpuLimit?: number;
  memoryLimitBytes?: number;
}

/** Works out the usage at `now` from two readings of the same machine; counters that went backwards (a reset) are left out. */
export function measureHost(now: HostReading, before?: HostReading): HostUsage {
  const { cpu, memory } = now.container;
  const totalBytes = memory?.limitBytes ?? now.memory.totalBytes;
  const usedBytes = memory?.usedBytes ?? now.memory.usedBytes;
  const usage: HostUsage = {
    at: now.at,
    cpuCount: cpu ? Math.min(cpu.limitCores, now.cpuCount) : now.cpuCount,
    memoryPercent: percent(usedBytes, totalBytes),
    memoryTotalBytes: totalBytes,
    memoryUsedBytes: usedBytes,
    disks: now.disks,
  };
  if (cpu) usage.cpuLimit = cpu.limitCores;
  if (memory) usage.memoryLimitBytes = memory.limitBytes;
  if (now.load) usage.load = now.load;
  const seconds = before ? (now.at - before.at) / 1000 : 0;
  if (!before || seconds <= 0) return usage;
  const cpuPercent = cpuShare(now, before, seconds);
  if (cpuPercent !== undefined) usage.cpuPercent = cpuPercent;
  usage.network = networkRate(now, before, seconds);
  return usage;
}

/** The fullest file system: the one that stops things first. Undefined when none is known. */
export function fullestDisk(disks: readonly DiskUsage[]): number | undefined {
  return disks.length === 0 ? undefined : Math.max(...disks.map((disk) => disk.usage));
}

function cpuShare(now: HostReading, before: HostReading, seconds: number): number | undefined {
  const limit = now.container.cpu;
  const earlier = before.container.cpu;
  if (limit && earlier) {
    const used = limit.usedMicros - earlier.usedMicros;
    return used < 0 ? undefined : percent(used, seconds * 1_000_000 * limit.limitCores);
  }
  const total = now.cpu.total - before.cpu.total;
  return total <= 0 ? undefined : percent(total - (now.cpu.idle - before.cpu.idle), total);
}

function networkRate(now: HostReading, before: HostReading, seconds: number): NonNullable<HostUsage['network']> {
  let received = 0;
  let transmitted = 0;
  for (const current of now.interfaces) {
    const earlier = before.interfaces.find(({ name }) => name === current.name);
    if (!earlier) continue;
    received += Math.max(0, current.receivedBytes - earlier.receivedBytes);
    transmitted += Math.max(0, current.transmittedBytes - earlier.transmittedBytes);
  }
  return {
    receiveBytesPerSecond: Math.round(received / seconds),
    transmitBytesPerSecond: Math.round(transmitted / seconds),
  };
}

/** To two decimals. A burst over a quota, or clocks that differ by a tick, may pass the whole by a little: 100 is the most. */
function percent(part: number, whole: number): number {
  if (whole <= 0) return 0;
  return Math.min(100, Math.max(0, Math.round((10_000 * part) / whole) / 100));
}
