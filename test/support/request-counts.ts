import type { TestService } from './service.js';

/** Requests of a service as stored, by "method route status". */
export async function requestCounts(monitoring: TestService, service: string): Promise<Record<string, number>> {
  const query = new URLSearchParams({
    metric_name: 'http_requests_total',
    tags: JSON.stringify({ service }),
    aggregation: 'sum',
    group_by: 'method,route,status',
    start_time: new Date(Date.now() - 3_600_000).toISOString(),
    end_time: new Date(Date.now() + 60_000).toISOString(),
  });
  const { status, body } = await monitoring.request('GET', `/metrics?${query.toString()}`);
  if (status !== 200) throw new Error(`GET /metrics answered ${status}: ${JSON.stringify(body)}`);
  const items = body.items as { tags: Record<string, string>; points: { value: number | null }[] }[];
  return Object.fromEntries(
    items.map(({ tags, points }) => [
      `${tags.method} ${tags.route} ${tags.status}`,
      points.reduce((sum, { value }) => sum + (value ?? 0), 0),
    ]),
  );
}
