import type { TestService } from './service.js';

/** A series as the service lists it: its values oldest first, null for what is no number. */
export interface StoredSeries {
  kind: string;
  values: (number | null)[];
}

/** The series of a metric from one service, by those of their tags that `isOwn` holds for: `a=1 b=2`. */
export async function storedSeries(
  service: TestService,
  metricName: string,
  from: string,
  isOwn: (tag: string) => boolean,
): Promise<Record<string, StoredSeries>> {
  const { body } = await service.request('GET', `/metrics?metric_name=${metricName}&tags=service=${from}&limit=1000`);
  const stored: Record<string, StoredSeries> = {};
  for (const { tags, value, metric_type: kind } of body.items.toReversed()) {
    const own = Object.entries(tags).filter(([tag]) => isOwn(tag));
    const key = own.map((tag) => tag.join('=')).join(' ');
    stored[key] ??= { kind, values: [] };
    stored[key].values.push(value);
  }
  return stored;
}
