/** One import in a Nest service; `origin` is where this page came from. */
export function nestSnippet(origin: string): string {
  return `import { MonitoringModule } from '@oneclass/monitoring-client';

@Module({
  imports: [
    MonitoringModule.forRoot({
      service: 'students',
      release: '2.4.1',
      endpoint: '${origin}',
      apiKey: process.env.MONITORING_API_KEY,
    }),
  ],
})
export class AppModule {}`;
}

/** Sentry's SDK in a page: an ingest key is a DSN. */
export function sentrySnippet(origin: string): string {
  return `import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: '${dsnOf(origin)}', release: 'web@2.4.1', environment: 'production' });
Sentry.setTag('service', 'web'); // else the errors are those of the service the key is named after`;
}

/** Sentry's SDK in Python. */
export function sentryPythonSnippet(origin: string): string {
  return `import sentry_sdk

sentry_sdk.init(dsn="${dsnOf(origin)}", release="2.4.1", environment="production")
sentry_sdk.set_tag("service", "students")`;
}

/** An error without any library. */
export function curlSnippet(origin: string): string {
  return `curl -X POST ${origin}/api/v1/monitoring/errors \\
  -H "X-API-Key: $MONITORING_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{ "service": "students", "error_type": "ValidationError", "error_message": "Invalid student ID format",
        "stack_trace": "ValidationError: Invalid student ID format\\n    at checkId (/app/src/students/check-id.js:12:11)" }'`;
}

/** A DSN with the key left to be filled in: "https://INGEST_KEY@monitoring.example.org/1". */
export function dsnOf(origin: string): string {
  return `${origin.replace('://', '://INGEST_KEY@')}/1`;
}
