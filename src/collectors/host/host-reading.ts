import type { ContainerLimits } from './container-limits.js';

/** What one look at the machine gives: states, and counters that only mean something beside an earlier look. */
export interface HostReading {
  /** Epoch milliseconds. */
  at: number;
  /** Ticks of all CPUs together since boot, in any one unit. */
  cpu: { idle: number; total: number };
  /** CPUs the process may run on. */
  cpuCount: number;
  memory: { totalBytes: number; usedBytes: number };
  /** Averages over 1, 5 and 15 minutes; absent where the system has none (Windows). */
  load?: [number, number, number];
  disks: DiskUsage[];
  interfaces: InterfaceCounters[];
  container: ContainerLimits;
}

/** A mounted file system; `usage` is the percent of what ordinary users can fill, as `df` counts. */
export interface DiskUsage {
  mount: string;
  totalBytes: number;
  usedBytes: number;
  usage: number;
}

/** Bytes since the interface came up. */
export interface InterfaceCounters {
  name: string;
  receivedBytes: number;
  transmittedBytes: number;
}

/** What `fsSize` of systeminformation gives for a file system, as far as it is used. */
export interface FileSystem {
  fs: string;
  size: number;
  used: number;
  use: number;
  mount: string;
  rw: boolean | null;
}

/**
 * The file systems that can fill up. Read-only images (snap, squashfs) are always full, and a container's bind mounts
 * (/etc/hosts and the like) repeat the device of a shorter mount: both are left out.
 */
export function disksOf(fileSystems: readonly FileSystem[]): DiskUsage[] {
  const byDevice = new Map<string, FileSystem>();
  for (const candidate of fileSystems) {
    if (candidate.size <= 0 || candidate.rw === false) continue;
    const known = byDevice.get(candidate.fs);
    if (!known || candidate.mount.length < known.mount.length) byDevice.set(candidate.fs, candidate);
  }
  return [...byDevice.values()].map(({ mount, size, used, use }) => ({
    mount,
    totalBytes: size,
    usedBytes: used,
    usage: use,
  }));
}

/** Bridges and tunnels carry the bytes of another interface once more. */
const VIRTUAL = /^(lo|veth|docker|br-|virbr|cni|flannel|cali|vxlan|tun|tap|ifb|dummy)/;

/** Whether an interface's bytes count as the machine's own traffic. */
export function carriesTraffic(name: string): boolean {
  return !VIRTUAL.test(name);
}
