import { senderSnippets } from './sender-snippets.js';

const KEY = { name: 'billing', key: 'ocm_abc', sentry_dsn: 'https://ocm_abc@monitoring.example/1' };
const ORIGIN = 'https://monitoring.example/base';

describe('senderSnippets', () => {
  it.each([
    ['Nest', ["service: 'billing'", `endpoint: '${ORIGIN}'`]],
    ['OpenTelemetry', [`OTEL_EXPORTER_OTLP_ENDPOINT=${ORIGIN}\n`, 'x-api-key=ocm_abc', 'OTEL_SERVICE_NAME=billing']],
    ['Prometheus', [`url: ${ORIGIN}/api/v1/write`, 'credentials: ocm_abc']],
    ['Sentry', ["dsn: 'https://ocm_abc@monitoring.example/1'"]],
    ['Anything with HTTP', ['MONITORING_API_KEY=ocm_abc', `${ORIGIN}/api/v1/monitoring/metrics`]],
  ])('%s', (way, parts) => {
    const code = senderSnippets(ORIGIN, KEY).find((snippet) => snippet.way === way)!.code;
    for (const part of parts) expect(code).toContain(part);
  });

  it('puts no name into code that would end a string or a line', () => {
    for (const { code } of senderSnippets(ORIGIN, { ...KEY, name: "x'; $(rm -rf /)" }))
      expect(code).not.toContain('rm');
  });
});
