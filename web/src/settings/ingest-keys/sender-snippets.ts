import { curlSnippet, nestSnippet } from '../../overview/services/connect-snippets.js';

/** A way to send, ready to be pasted. */
interface SenderSnippet {
  readonly way: string;
  /** Where it goes. */
  readonly place: string;
  readonly code: string;
}

const PLAIN = /^[\w.-]{1,60}$/;

/** What each kind of sender needs to send to `origin` with a new key. Names that would need quoting are not put into code. */
export function senderSnippets(
  origin: string,
  key: { name: string; key: string; sentry_dsn: string },
): SenderSnippet[] {
  const service = PLAIN.test(key.name) ? key.name : 'my-service';
  return [
    {
      way: 'Nest',
      place: 'app.module.ts, with MONITORING_API_KEY set to the key',
      code: nestSnippet(origin, service),
    },
    {
      way: 'OpenTelemetry',
      place: 'Variables of any OpenTelemetry SDK or Collector',
      code: `OTEL_SERVICE_NAME=${service}
OTEL_EXPORTER_OTLP_ENDPOINT=${origin}
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_EXPORTER_OTLP_HEADERS=x-api-key=${key.key}`,
    },
    {
      way: 'Prometheus',
      place: 'prometheus.yml',
      code: `remote_write:
  - url: ${origin}/api/v1/write
    authorization:
      credentials: ${key.key}
    send_exemplars: true`,
    },
    {
      way: 'Sentry',
      place: 'Any Sentry SDK',
      code: `Sentry.init({
  dsn: '${key.sentry_dsn}',
  release: '${service}@1.0.0',
});`,
    },
    {
      way: 'Anything with HTTP',
      place: 'Terminal',
      code: `export MONITORING_API_KEY=${key.key}\n${curlSnippet(origin)}`,
    },
  ];
}
