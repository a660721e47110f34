import type { TestService } from './service.js';

/** Requests of a service as stored, by "method route status". */
export function requestCounts(monitoring: TestService, service: string): Promise<Record<string, number>> {
  return countsBy(monitoring, 'http_requests_total', service, ['method', 'route', 'status']);
}

/** What a counter of a service counted in the last hour, by the values of `tags` with a space between. */
export async function countsBy(
  monitoring: TestService,
  name: string,
  service: string,
  tags: readonly string[],
): Promise<Record<string, number>> {
  const query = new URLSearchParams({
    metric_name: name,
    tags: JSON.stringify({ service }),
    aggregation: 'sum',
    group_by: tags.join(','),
    start_time: new Date(Date.now() - 3_600_000).toISOString(),
    end_time: new Date(Date.now() + 60_000).toISOString(),
  });
  const { status, body } = await monitoring.request('GET', `/metrics?${query.toString()}`);
  if (status !== 200) throw new Error(`GET /metrics answered ${status}: ${JSON.stringify(body)}`);
  const items = body.items as { tags: Record<string, string>; points: { value: number | null }[] }[];
  return Object.fromEntries(
    items.map(({ tags: found, points }) => [
      tags.map((tag) => found[tag]).join(' '),
      points.reduce((sum, { value }) => sum + (value ?? 0), 0),
    ]),
  );
}
