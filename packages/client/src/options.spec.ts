import { HttpTransport } from './delivery/http-transport.js';
import { resolveOptions } from './options.js';

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

  it('names numbers out of range and uses the defaults', () => {
    const options = { service: 'a', endpoint: 'http://m', sampleRate: 7, intervalSeconds: Number.NaN };
    const { sampleRate, intervalMs, faults } = resolveOptions(options, {});
    expect({ sampleRate, intervalMs }).toEqual({ sampleRate: 0.1, intervalMs: 5_000 });
    expect(faults).toHaveLength(2);
  });
});
