import { readFile } from 'node:fs/promises';
import { availableParallelism, cpus, loadavg, networkInterfaces } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { fsSize, mem, networkStats } from 'systeminformation';
import { locateCgroups } from './cgroup-location.js';
import { type ContainerLimits, readContainerLimits } from './container-limits.js';
import { carriesTraffic, type DiskUsage, disksOf, type HostReading, type InterfaceCounters } from './host-reading.js';

/** `df` waits without end for a network file system that is away. */
const DISKS_TIMEOUT_MS = 3000;

/**
 * Looks at the machine. CPU times come from the kernel through Node rather than from systeminformation's `currentLoad`,
 * which runs a shell synchronously and keeps one state for all callers.
 */
@Injectable()
export class HostProbe {
  private disks: DiskUsage[] = [];
  private disksPending: Promise<void> | undefined;

  /** @param at epoch milliseconds to stamp the reading with */
  async read(at: number): Promise<HostReading> {
    const [memory, disks, interfaces] = await Promise.all([mem(), this.readDisks(), readInterfaces()]);
    const reading: HostReading = {
      at,
      cpu: readCpu(),
      cpuCount: availableParallelism(),
      memory: { totalBytes: memory.total, usedBytes: memory.total - memory.available },
      disks,
      interfaces,
      container: await readContainer(memory.total),
    };
    if (process.platform !== 'win32') reading.load = loadavg() as [number, number, number];
    return reading;
  }

  /** The sizes now, or the last known ones while the system does not answer; never two questions at once. */
  private async readDisks(): Promise<DiskUsage[]> {
    this.disksPending ??= fsSize()
      .then((fileSystems) => {
        this.disks = disksOf(fileSystems);
      })
      .finally(() => {
        this.disksPending = undefined;
      });
    await Promise.race([this.disksPending, sleep(DISKS_TIMEOUT_MS, undefined, { ref: false })]);
    return this.disks;
  }
}

function readCpu(): HostReading['cpu'] {
  let idle = 0;
  let total = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    total += times.user + times.nice + times.sys + times.irq + times.idle;
  }
  return { idle, total };
}

async function readInterfaces(): Promise<InterfaceCounters[]> {
  const names = Object.entries(networkInterfaces())
    .filter(([name, addresses]) => carriesTraffic(name) && addresses?.some((address) => !address.internal))
    .map(([name]) => name);
  if (names.length === 0) return [];
  const statistics = await networkStats(names.join(','));
  return statistics.map(({ iface, rx_bytes, tx_bytes }) => ({
    name: iface,
    receivedBytes: rx_bytes,
    transmittedBytes: tx_bytes,
  }));
}

/** Read anew each time: a limit can be changed while the container runs. */
async function readContainer(memoryBytes: number): Promise<ContainerLimits> {
  if (process.platform !== 'linux') return {};
  const [cgroup, mountinfo] = await Promise.all([readText('/proc/self/cgroup'), readText('/proc/self/mountinfo')]);
  const location = locateCgroups(cgroup ?? '', mountinfo ?? '');
  return readContainerLimits(location, { cores: cpus().length, memoryBytes }, readText);
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}
