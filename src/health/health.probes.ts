import { Injectable } from '@nestjs/common';
import type { QueryConfig } from 'pg';
import { Environment } from '../config/environment.js';
import { Database } from '../database/database.js';
import { asDatabaseFault } from '../database/database-unavailable.js';
import { Clock } from '../jobs/clock.js';
import { MetricRecorder } from '../metrics/metric.recorder.js';

/** Tries what the service lives by. Each resolves when it works and rejects with a message fit for the public. */
@Injectable()
export class HealthProbes {
  private writing: Promise<void> | undefined;
  private lastWriteMs = 0;

  constructor(
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly database: Database,
    private readonly recorder: MetricRecorder,
  ) {}

  /** One round trip. A connection that does not answer in time is closed rather than kept waiting in the pool. */
  async pingDatabase(timeoutMs: number): Promise<void> {
    const ping: QueryConfig & { query_timeout: number } = { text: 'select 1', query_timeout: timeoutMs };
    try {
      await this.database.pool.query(ping);
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }

  /**
   * The whole way in: a real sample, acknowledged after its commit. Its value is how long the write before it took.
   * At most one write waits at a time, however long the database hangs.
   */
  async writeMetric(): Promise<void> {
    this.writing ??= this.write().finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  private async write(): Promise<void> {
    const startedAt = performance.now();
    const tags = { service: this.environment.get('SERVICE_NAME') };
    await this.recorder.record([
      {
        name: 'metrics_ingest_duration_ms',
        kind: 'gauge',
        value: this.lastWriteMs,
        at: this.clock.now(),
        unit: 'ms',
        source: 'health',
        tags,
      },
    ]);
    this.lastWriteMs = Math.round((performance.now() - startedAt) * 10) / 10;
  }
}
