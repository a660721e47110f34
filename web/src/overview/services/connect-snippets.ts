/** Makes an ingest key; `origin` is where this page came from. */
export function ingestKeySnippet(origin: string): string {
  return `curl -X POST ${origin}/api/v1/monitoring/ingest-keys \\
  -H "Authorization: Bearer $(npm run --silent token -- --role admin)" \\
  -H "Content-Type: application/json" \\
  -d '{ "name": "students" }'`;
}

/** One import in a Nest service: its requests, errors and traces. */
export function nestSnippet(origin: string, service = 'students'): string {
  return `import { MonitoringModule } from '@oneclass/monitoring-client';

@Module({
  imports: [
    MonitoringModule.forRoot({
      service: '${service}',
      endpoint: '${origin}',
      apiKey: process.env.MONITORING_API_KEY,
    }),
  ],
})
export class AppModule {}`;
}

/** A metric without any library. */
export function curlSnippet(origin: string): string {
  return `curl -X POST ${origin}/api/v1/monitoring/metrics \\
  -H "X-API-Key: $MONITORING_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '[
    { "metric_name": "http_requests_total", "metric_type": "counter", "value": 1,
      "tags": { "service": "students", "method": "GET", "route": "/students", "status": "200" } },
    { "metric_name": "http_request_duration_ms", "metric_type": "histogram", "value": 42.5, "unit": "ms",
      "tags": { "service": "students", "method": "GET", "route": "/students", "status": "200" } }
  ]'`;
}
