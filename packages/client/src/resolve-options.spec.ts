import { HttpTransport } from './delivery/http-transport.js';
import { resolveOptions } from './resolve-options.js';

describe('resolveOptions', () => {
  it('takes service, endpoint and key from the environment', () => {
    const settings = resolveOptions(
      {},
      { MONITORING_SERVICE: 'students', MONITORING_ENDPOINT: 'http://127.0.0.1:3000', MONITORING_API_KEY: 'k' },
    );
    expect(settings).toMatchObject({
      service: 'students',
      sampleRate: 0.1,
      intervalMs: 5_000,
      processMetrics: true,
      securitySignals: true,
      faults: [],
    });
    expect(settings.transport).toBeInstanceOf(HttpTransport);
  });

  it('prefers what it is given', () => {
    const env = { MONITORING_SERVICE: 'students', MONITORING_ENDPOINT: 'http://127.0.0.1:3000' };
    expect(resolveOptions({ service: 'billing', sampleRate: 1 }, env)).toMatchObject({
      service: 'billing',
      sampleRate: 1,
    });
  });

  it.each([
    ['no endpoint', { service: 'a' }, 'MONITORING_ENDPOINT'],
    ['an endpoint that is no address', { service: 'a', endpoint: 'monitoring:3000' }, '"monitoring:3000"'],
    ['an endpoint of another kind', { service: 'a', endpoint: 'ftp://monitoring' }, '"ftp://monitoring"'],
  ])('records nothing and says why: %s', (_name, options, reason) => {
    const { transport, faults } = resolveOptions(options, {});
    expect(transport).toBeUndefined();
    expect(faults.join()).toContain(reason);
  });

  it('names integrations that there are not, and uses the others', () => {
    const { integrations, faults } = resolveOptions(
      { service: 'a', endpoint: 'http://m' },
      { MONITORING_INTEGRATIONS: 'pg,mysql' },
    );
    expect(integrations).toEqual(['pg']);
    expect(faults).toEqual([expect.stringContaining('mysql')]);
  });

  it('names numbers out of range and uses the defaults', () => {
    const options = { service: 'a', endpoint: 'http://m', sampleRate: 7, intervalSeconds: Number.NaN };
    const { sampleRate, intervalMs, faults } = resolveOptions(options, {});
    expect({ sampleRate, intervalMs }).toEqual({ sampleRate: 0.1, intervalMs: 5_000 });
    expect(faults).toHaveLength(2);
  });

  it.each([
    [{ OTEL_SERVICE_NAME: 'billing' }, { service: 'billing' }],
    [{ MONITORING_SERVICE: 'a', OTEL_SERVICE_NAME: 'b' }, { service: 'a' }],
    [
      { OTEL_RESOURCE_ATTRIBUTES: 'service.name=c,service.version=1%2C2,deployment.environment.name=test,broken' },
      { service: 'c', release: '1,2', environment: 'test' },
    ],
    [{ TRACE_SAMPLE_RATE: '0.5', OTEL_TRACES_SAMPLER: 'always_off' }, { sampleRate: 0.5 }],
    [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.25' }, { sampleRate: 0.25 }],
    [{ OTEL_TRACES_SAMPLER: 'always_on' }, { sampleRate: 1 }],
    [
      { MONITORING_SLOW_MS: '250', MONITORING_PROCESS_METRICS: 'false' },
      { slowMs: 250, processMetrics: false },
    ],
    [{ MONITORING_CONTEXT: 'callbacks' }, { context: 'callbacks' }],
    [{ MONITORING_SECURITY_SIGNALS: 'false' }, { securitySignals: false }],
    [{}, { integrations: expect.arrayContaining(['pg', 'bullmq']), spoolDirectory: undefined }],
    [{ MONITORING_INTEGRATIONS: 'none' }, { integrations: [] }],
    [{ MONITORING_INTEGRATIONS: 'pg, graphql' }, { integrations: ['graphql', 'pg'] }],
    [
      { MONITORING_SPOOL_DIRECTORY: '/var/spool', MONITORING_MAX_SPOOL_BYTES: '1048576' },
      { spoolDirectory: '/var/spool', maxSpoolBytes: 1_048_576 },
    ],
  ])('reads %j', (env, expected) => {
    const { faults, ...settings } = resolveOptions(
      {},
      { MONITORING_ENDPOINT: 'http://m', MONITORING_SERVICE: undefined, ...env },
    );
    expect(settings).toMatchObject(expected);
    expect(faults.filter((fault) => !fault.startsWith('no service'))).toEqual([]);
  });

  it.each([
    [{ TRACE_SAMPLE_RATE: 'half' }, 'sampleRate is "half"'],
    [{ MONITORING_PROCESS_METRICS: 'maybe' }, 'processMetrics is "maybe"'],
    [{ MONITORING_CONTEXT: 'magic' }, 'context is "magic"'],
    [{ OTEL_SDK_DISABLED: 'true' }, 'OTEL_SDK_DISABLED'],
  ])('says what is wrong with %j', (env, reason) => {
    const { faults } = resolveOptions({ service: 'a', endpoint: 'http://m' }, env);
    expect(faults).toEqual([expect.stringContaining(reason)]);
  });
});
