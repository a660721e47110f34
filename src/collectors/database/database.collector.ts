import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { MetricRecorder } from '../../metrics/metric.recorder.js';
import { DatabaseProbe, type TableSize } from './database.probe.js';
import { databaseSamples } from './database-samples.js';
import { type DatabaseReading, type DatabaseUsage, measureDatabase } from './measure-database.js';

const JOB = 'database-collector';

/** Records the database's figures every COLLECTOR_INTERVAL_SECONDS; one replica does, as all see the same database. */
@Injectable()
export class DatabaseCollector implements OnApplicationBootstrap {
  private previous: DatabaseReading | undefined;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly jobs: ExclusiveJobs,
    private readonly probe: DatabaseProbe,
    private readonly recorder: MetricRecorder,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every(JOB, this.environment.get('COLLECTOR_INTERVAL_SECONDS'), () => this.collect());
    void this.jobs.runNow(JOB, () => this.collect());
  }

  /** The figures now; rates are since this process looked last. */
  async current(): Promise<{ usage: DatabaseUsage; tables: TableSize[] }> {
    const [usage, tables] = await Promise.all([this.measure(), this.probe.tables()]);
    return { usage, tables };
  }

  private async collect(): Promise<void> {
    await this.recorder.record(databaseSamples(await this.measure()));
  }

  private async measure(): Promise<DatabaseUsage> {
    const reading = await this.probe.read(this.clock.now());
    const usage = measureDatabase(reading, this.previous);
    this.previous = reading;
    return usage;
  }
}
