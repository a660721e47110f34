import { type Finding, failed } from './finding.js';

interface Kind {
  /** Codes of Node, of its fetch (undici) and of OpenSSL. */
  readonly codes: RegExp;
  readonly message: (place: URL) => string;
  readonly fix: string;
}

const KINDS: readonly Kind[] = [
  {
    codes: /^(ENOTFOUND|EAI_\w+|ENODATA)$/,
    message: ({ hostname }) => `the name ${hostname} cannot be resolved`,
    fix: "check the host in MONITORING_ENDPOINT, and that this machine's DNS or container network knows it",
  },
  {
    codes: /^ECONNREFUSED$/,
    message: ({ host }) => `nobody listens at ${host}`,
    fix:
      'start the service, or correct host and port; within a container, localhost is the container itself, and the service listens to ' +
      'other machines with HOST=0.0.0.0 only',
  },
  {
    codes: /^(TimeoutError|ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/,
    message: ({ host }) => `${host} does not answer in time`,
    fix: 'check that no firewall or network policy stands between, and that the service does not hang',
  },
  {
    codes: /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    message: ({ host }) => `there is no way to ${host}`,
    fix: 'check the address and the network of this machine',
  },
  {
    codes: /^(ERR_SSL_\w+|EPROTO)$/,
    message: ({ host }) => `${host} does not speak TLS as this client does`,
    fix: 'where it speaks plain HTTP, use http:// in MONITORING_ENDPOINT',
  },
  {
    codes: /^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    message: ({ hostname }) => `the TLS certificate is not one of ${hostname}`,
    fix: 'use the name in the certificate, or get one for this name',
  },
  {
    codes: /^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/,
    message: () => 'the TLS certificate is not valid at this time',
    fix: 'renew it; or, where it is valid, set the clock of this machine right',
  },
  {
    codes: /^(\w*SELF_SIGNED_CERT\w*|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_\w+|INVALID_CA)$/,
    message: () => 'the TLS certificate is not trusted',
    fix: 'set NODE_EXTRA_CA_CERTS to the file with the certificate of its authority, here and for the application',
  },
  {
    codes: /^(ECONNRESET|EPIPE|UND_ERR_SOCKET|HPE_\w+)$/,
    message: ({ host }) => `${host} closes the connection without an answer in HTTP`,
    fix: 'check the port; where it speaks TLS, use https:// in MONITORING_ENDPOINT',
  },
];

/** Why there was no answer, and what to do. @param error as thrown by `fetch` */
export function readNetworkFault(error: unknown, url: string): Finding {
  const codes = codesOf(error);
  for (const code of codes) {
    const kind = KINDS.find((each) => each.codes.test(code));
    if (kind) return failed(`${kind.message(new URL(url))} (${code})`, kind.fix);
  }
  const { message, cause } = error as Error & { cause?: Error };
  return failed(`cannot reach ${url}: ${cause?.message || message}`, 'check MONITORING_ENDPOINT');
}

/** Of the fault and what caused it, the causes first; a host with several addresses has one cause for each. */
function codesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, code, cause, errors = [] } = error as Error & { code?: unknown; cause?: unknown; errors?: unknown[] };
  return [...codesOf(cause), ...errors.flatMap(codesOf), typeof code === 'string' ? code : name];
}
