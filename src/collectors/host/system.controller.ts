import { hostname } from 'node:os';
import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Access } from '../../http/access.decorator.js';
import { HostCollector, type HostMeasurement } from './host.collector.js';
import { fullestDisk } from './measure-host.js';
import { SystemView } from './system.dto.js';

@ApiTags('System')
@Controller('system')
export class SystemController {
  constructor(private readonly collector: HostCollector) {}

  @Get()
  @Access('protected')
  @ApiOperation({
    summary: 'Read the machine’s figures',
    description:
      'CPU, memory, disks, load and network of the machine, or of the container where it is limited, and of the service’s process.',
  })
  @ApiOkResponse({ type: SystemView })
  async read(): Promise<SystemView> {
    return systemView(await this.collector.current());
  }
}

function systemView({ host, process: own }: HostMeasurement): SystemView {
  const [load1, load5, load15] = host.load ?? [null, null, null];
  return {
    hostname: hostname(),
    platform: process.platform,
    cpu_usage: host.cpuPercent ?? null,
    cpu_count: host.cpuCount,
    memory_usage: host.memoryPercent,
    memory_total_bytes: host.memoryTotalBytes,
    memory_used_bytes: host.memoryUsedBytes,
    disk_usage: fullestDisk(host.disks) ?? null,
    disks: host.disks.map(({ mount, totalBytes, usedBytes, usage }) => ({
      mount,
      total_bytes: totalBytes,
      used_bytes: usedBytes,
      usage,
    })),
    load_average: { load_1m: load1, load_5m: load5, load_15m: load15 },
    network: {
      receive_bytes_per_second: host.network?.receiveBytesPerSecond ?? null,
      transmit_bytes_per_second: host.network?.transmitBytesPerSecond ?? null,
    },
    container: {
      limited: host.cpuLimit !== undefined || host.memoryLimitBytes !== undefined,
      cpu_limit: host.cpuLimit ?? null,
      memory_limit_bytes: host.memoryLimitBytes ?? null,
    },
    process: {
      resident_memory_bytes: own.residentBytes,
      heap_used_bytes: own.heapUsedBytes,
      heap_total_bytes: own.heapTotalBytes,
      cpu_usage: own.cpuPercent,
      event_loop_delay_ms: own.eventLoopDelayMs.p99,
      uptime_seconds: own.uptimeSeconds,
    },
    collected_at: new Date(host.at).toISOString(),
  };
}
