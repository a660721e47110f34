/** Why there was no answer, and what to do about it. `fault` is what `fetch` throws: the reason is in its causes. */
export function explainFault(fault: unknown, url: URL): { said: string; fix: string } {
  const { code, message } = innermost(fault);
  const { hostname: host, port, protocol } = url;
  const place = `${host}:${port || (protocol === 'https:' ? 443 : 80)}`;
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        said: `the name ${host} is not known here (${code})`,
        fix: 'Correct the host of the endpoint, or the DNS of this machine or container.',
      };
    case 'ECONNREFUSED':
      return {
        said: `nobody listens at ${place}`,
        fix: 'Start the monitoring service, or correct the port of the endpoint.',
      };
    case 'ECONNRESET':
    case 'UND_ERR_SOCKET':
    case 'EPIPE':
      return {
        said: `${place} broke the connection off`,
        fix: 'See whether the endpoint should begin with https, and what proxy stands between.',
      };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return {
        said: `there is no way to ${host} from here (${code})`,
        fix: 'Put both into one network, or open the firewall between them.',
      };
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'TimeoutError':
      return {
        said: `${place} does not answer in time`,
        fix: 'Open the firewall between here and there, or see what the monitoring service is busy with.',
      };
    default:
  }
  if (isCertificateFault(code)) {
    return {
      said: `its certificate is not trusted here (${code})`,
      fix: 'Let NODE_EXTRA_CA_CERTS name the authority that signed it.',
    };
  }
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return {
      said: `${place} does not speak TLS as expected (${code})`,
      fix: 'See whether the endpoint should begin with http.',
    };
  }
  return { said: `cannot be reached: ${message}`, fix: 'See the address of the endpoint, and what stands between.' };
}

/** Of TLS: the words of OpenSSL, or of Node for a name that is not in it. */
function isCertificateFault(code: string): boolean {
  return /CERT|SIGNATURE|ISSUER|ERR_TLS/.test(code);
}

interface Fault {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly cause?: unknown;
  readonly errors?: readonly unknown[];
}

function innermost(fault: unknown): { code: string; message: string } {
  let found = { code: '', message: String(fault) };
  for (let one = fault as Fault | undefined; one; one = (one.cause ?? one.errors?.[0]) as Fault | undefined) {
    const { name = '', message, code = name } = one;
    found = { code: typeof code === 'string' ? code : name, message: message || found.message };
  }
  return found;
}
