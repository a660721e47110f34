import { hostname } from 'node:os';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { ProcessProbe, type ProcessUsage } from '@oneclass/monitoring-client';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { HostProbe } from './host.probe.js';
import type { HostReading } from './host-reading.js';
import { hostSamples, processSamples } from './host-samples.js';
import { type HostUsage, measureHost } from './measure-host.js';

/** Shares of time need two readings: the second one comes soon after the start, so that figures are there at once. */
const SECOND_READING_MS = 1000;
const JOB = 'host-collector';

/** One measurement of the machine and of this process. */
export interface HostMeasurement {
  host: HostUsage;
  process: ProcessUsage;
}

/** Records the machine's and the process's figures every COLLECTOR_INTERVAL_SECONDS; every replica records its own. */
@Injectable()
export class HostCollector implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly processProbe = new ProcessProbe();
  private previous: HostReading | undefined;
  private latest: HostMeasurement | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
    private readonly probe: HostProbe,
    private readonly recorder: MetricRecorder,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every(JOB, this.environment.get('COLLECTOR_INTERVAL_SECONDS'), () => this.collect());
    void this.jobs.run(JOB, () => this.collect());
    setTimeout(() => void this.jobs.run(JOB, () => this.collect()), SECOND_READING_MS).unref();
  }

  onModuleDestroy(): void {
    this.processProbe.stop();
  }

  /** The latest measurement, or one taken now when there is none yet. */
  async current(): Promise<HostMeasurement> {
    return this.latest ?? this.measure();
  }

  private async collect(): Promise<void> {
    const { host, process } = await this.measure();
    const tags = { service: this.environment.get('SERVICE_NAME'), host: hostname() };
    await this.recorder.record([...hostSamples(host, tags.host), ...processSamples(process, host.at, tags)]);
  }

  private async measure(): Promise<HostMeasurement> {
    const reading = await this.probe.read(this.clock.now());
    const measurement = { host: measureHost(reading, this.previous), process: this.processProbe.read() };
    this.previous = reading;
    this.latest = measurement;
    return measurement;
  }
}
