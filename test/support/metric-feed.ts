import type { TestService } from './service.js';

interface FedMetric {
  metric_name: string;
  metric_type: 'gauge' | 'counter' | 'histogram';
  value: number;
  tags: Record<string, string>;
}

/** Sends the present values of some metrics several times a second, as a collector would, until it is stopped. */
export class MetricFeed {
  private readonly metrics = new Map<string, FedMetric>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly service: TestService) {
    // While the service is down the samples are lost, as those of a collector that keeps none would be.
    this.timer = setInterval(() => void this.send().catch(() => {}), 250);
  }

  set(
    metric_name: string,
    tags: Record<string, string>,
    value: number,
    metric_type: FedMetric['metric_type'] = 'gauge',
  ): void {
    this.metrics.set(JSON.stringify([metric_name, tags]), { metric_name, metric_type, value, tags });
  }

  silence(metric_name: string, tags: Record<string, string>): void {
    this.metrics.delete(JSON.stringify([metric_name, tags]));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async send(): Promise<void> {
    if (this.metrics.size === 0) return;
    await this.service.request('POST', '/metrics', { body: [...this.metrics.values()] });
  }
}
