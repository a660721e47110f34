import { readNetworkFault } from './read-network-fault.js';

const URL = 'https://monitoring.example.org:3000/api/v1/monitoring/status';
/** As `fetch` throws it. */
const failedBy = (cause: object) => new TypeError('fetch failed', { cause });
const coded = (code: string) => Object.assign(new Error('because'), { code });

describe('readNetworkFault', () => {
  it.each([
    ['ENOTFOUND', 'the name monitoring.example.org cannot be resolved', 'DNS'],
    ['EAI_AGAIN', 'the name monitoring.example.org cannot be resolved', 'DNS'],
    ['ECONNREFUSED', 'nobody listens at monitoring.example.org:3000', 'start the service'],
    ['UND_ERR_CONNECT_TIMEOUT', 'does not answer in time', 'firewall'],
    ['UND_ERR_HEADERS_TIMEOUT', 'does not answer in time', 'firewall'],
    ['EHOSTUNREACH', 'no way to', 'network'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'does not speak TLS', 'http://'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'not one of monitoring.example.org', 'name'],
    ['CERT_HAS_EXPIRED', 'not valid at this time', 'renew'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'not trusted', 'NODE_EXTRA_CA_CERTS'],
    ['UND_ERR_SOCKET', 'without an answer in HTTP', 'https://'],
    ['HPE_INVALID_CONSTANT', 'without an answer in HTTP', 'https://'],
  ])('tells %s apart', (code, message, fix) => {
    expect(readNetworkFault(failedBy(coded(code)), URL)).toEqual({
      outcome: 'failed',
      message: expect.stringMatching(new RegExp(`${message}.*\\(${code}\\)$`)),
      fix: expect.stringContaining(fix),
    });
  });

  it('looks into the faults of each address of a host', () => {
    const fault = failedBy(new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')]));
    expect(readNetworkFault(fault, URL).message).toContain('nobody listens');
  });

  it('knows the end of its own patience', async () => {
    const fault: unknown = await new Promise((expired) => {
      const signal = AbortSignal.timeout(1);
      signal.addEventListener('abort', () => expired(signal.reason));
    });
    expect(readNetworkFault(fault, URL).message).toContain('does not answer in time');
  });

  it('shows the reason of what it does not know', () => {
    expect(readNetworkFault(failedBy(new Error('bad port')), URL).message).toBe(`cannot reach ${URL}: bad port`);
  });
});
