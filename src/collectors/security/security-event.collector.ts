import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { MetricRecorder, type MetricSample } from '../../metrics/metric.recorder.js';
import { SecurityEventRecorder } from '../../security/security-event.recorder.js';
import { KnownTypes } from '../errors/error-samples.js';

/** How many security events there were, by `service`, `event_type` and `severity`; each as often as its `count` says. */
const EVENTS = 'security_events_total';
const RECORD_SECONDS = 5;

/** Records what was counted of security events as metrics, which alert rules measure. */
@Injectable()
export class SecurityEventCollector implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly types = new KnownTypes();
  private counts = new Map<string, MetricSample>();

  constructor(
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
    private readonly metrics: MetricRecorder,
    events: SecurityEventRecorder,
  ) {
    events.onRecorded((recorded) => {
      for (const { service, eventType, severity, additionalData } of recorded) {
        const count = additionalData?.count;
        this.count(service, eventType, severity, typeof count === 'number' && count > 0 ? count : 1);
      }
    });
  }

  onApplicationBootstrap(): void {
    this.jobs.every('security-metrics', RECORD_SECONDS, () => this.collect());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.collect().catch(() => undefined);
  }

  private count(service: string, type: string, severity: string, by: number): void {
    const tags = { service, event_type: this.types.nameOf(service, type), severity };
    const key = JSON.stringify(tags);
    const before = this.counts.get(key);
    const sample = { name: EVENTS, kind: 'counter', temporality: 'delta', tags, at: this.clock.now() } as const;
    this.counts.set(key, { ...sample, value: (before?.value ?? 0) + by });
  }

  private async collect(): Promise<void> {
    if (this.counts.size === 0) return;
    const counted = this.counts;
    this.counts = new Map();
    try {
      await this.metrics.record([...counted.values()]);
    } catch (fault) {
      // The database is away: they are told with those that come meanwhile.
      for (const { tags, value } of counted.values()) {
        this.count(tags!.service!, tags!.event_type!, tags!.severity!, value);
      }
      throw fault;
    }
  }
}
