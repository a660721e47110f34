import type { TestService } from '../support/service.js';
import type { SecondSums } from './expected.js';
import { LANE_MINUTES, type LoadTags } from './load.js';

interface Group {
  tags: LoadTags;
  points: { timestamp: string; value: number | null }[];
}

/** A sample as REST lists it. */
export interface ListedSample {
  value: number;
  count: number;
  timestamp: string;
}

/** A range of time, epoch milliseconds; the end is excluded. */
export interface Range {
  readonly startAt: number;
  readonly endAt: number;
}

/** What the service shows of the load: the same questions people ask, over REST. */
export class Stored {
  constructor(private readonly service: TestService) {}

  /** Count and sum of every second of every series of a metric. @param range of the batches' times */
  async secondsOf(metric: string, range: Range): Promise<SecondSums> {
    const sums: SecondSums = new Map();
    for (const lane of LANE_MINUTES.keys()) {
      for (const field of ['count', 'sum'] as const) {
        for (const { tags, points } of await this.groups(metric, field, lane, range)) {
          const series = `${tags.sender} ${lane} ${tags.sensor}`;
          const seconds = sums.get(series) ?? new Map();
          sums.set(series, seconds);
          for (const { timestamp, value } of points) {
            if (!value) continue;
            const second = Date.parse(timestamp);
            seconds.set(second, { count: 0, sum: 0, ...seconds.get(second), [field]: value });
          }
        }
      }
    }
    return sums;
  }

  /** Every single sample of one sensor of a lane, page by page. */
  async samplesOf(metric: string, lane: number, sensor: number, range: Range): Promise<ListedSample[]> {
    const listed: ListedSample[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const more: Record<string, string> = cursor === '' ? {} : { cursor };
      const page = await this.ask(metric, { lane, sensor }, range, { limit: '1000', ...more });
      listed.push(...(page.items as ListedSample[]));
      cursor = page.next_cursor;
    }
    return listed;
  }

  private async groups(metric: string, aggregation: string, lane: number, range: Range): Promise<Group[]> {
    const { items } = await this.ask(metric, { lane }, range, { aggregation, step: '1s', group_by: 'sender,sensor' });
    return items as Group[];
  }

  private async ask(
    metric: string,
    tags: { lane: number; sensor?: number },
    { startAt, endAt }: Range,
    more: Record<string, string>,
  ): Promise<{ items: unknown[]; next_cursor: string | null }> {
    const age = LANE_MINUTES[tags.lane]! * 60_000;
    const query = new URLSearchParams({
      metric_name: metric,
      tags: Object.entries(tags)
        .map(([name, value]) => `${name}=${value}`)
        .join(','),
      start_time: String(Math.floor((startAt - age) / 1000) * 1000),
      end_time: String(endAt - age),
      ...more,
    });
    const { status, body } = await this.service.request('GET', `/metrics?${query.toString()}`);
    if (status !== 200) throw new Error(`GET /metrics answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }
}
