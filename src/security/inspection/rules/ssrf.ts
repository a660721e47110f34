import { BlockList } from 'node:net';
import { CRITICAL, type RuleSet, WARNING } from '../rule.js';

/** Addresses that are no one's on the Internet (RFC 6890). */
const INTERNAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const) {
  INTERNAL.addSubnet(network, prefix, 'ipv4');
}
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  INTERNAL.addSubnet(network, prefix, 'ipv6');
}

/** Names that lead to such addresses: those of machines, of clouds, and of services that answer with any address asked for. */
const INTERNAL_NAME =
  /^(?:localhost|metadata|instance-data|kubernetes|ip6-localhost|ip6-loopback|.{1,200}\.(?:localhost|local|localdomain|internal|intranet|lan|svc|consul)|localtest\.me|.{1,100}\.localtest\.me|lvh\.me|.{1,100}\.lvh\.me|.{0,100}(?:127|10|169|192|172|0)[.-]\d{1,3}[.-]\d{1,3}[.-]\d{1,3}.{0,40}\.(?:nip|sslip|xip)\.io|.{0,60}7f000001.{0,20}|.{0,60}a9fea9fe.{0,20}|vcap\.me)\.?$/;

const ADDRESS = /(?:\b[a-z][a-z0-9+.-]{1,20}:)?[\\/]{2,6}[^\s"'<>`|,]{1,200}|\bhttps?:[\\/]?[\w@[][^\s"'<>`|,]{1,200}/g;
const MOST_ADDRESSES = 8;

export const SSRF: RuleSet = {
  attackClass: 'ssrf',
  gate: /:[\\/]|[\\/]{2}|localhost|169\.254|127\.|0\.0\.0\.0|metadata|0x|\[::|oast|\bgopher|\bdict|collaborator|\.internal|http:|https:/,
  // Browsers and proxies put internal addresses into headers by themselves.
  isAbout: (field) => !field.startsWith('header.'),
  rules: [
    {
      id: 'ssrf-internal-address',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: ({ text }) => findInternal(text.trimStart().split(/\s/, 1)[0]!),
      why: 'An address of this machine, its network or its cloud, however it is written. CRS 934120, 931100.',
    },
    {
      id: 'ssrf-internal-mention',
      paranoia: 2,
      weight: CRITICAL,
      prose: 1,
      test: ({ text }) => findInternal(text),
      why: 'Such an address among other words.',
    },
    {
      id: 'ssrf-scheme',
      paranoia: 1,
      weight: CRITICAL,
      prose: 1,
      test: /(?:^|[\s"'=(,:])(?:url:)?(?:gopher|dict|file|ldaps?|ldapi|tftp|sftp|jar|netdoc|ogg|imap|smb|rmi|nfs|cifs|telnet|rsync|unix|svn\+ssh|app|local_file|finger|pop3|smtp|redis|memcached|mysql|postgres(?:ql)?|mongodb):(?:[\\/]|https?:)/,
      why: 'Schemes by which an HTTP client speaks to other kinds of servers. CRS 934120.',
    },
    {
      id: 'ssrf-metadata',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /\blatest\/(?:meta-data|user-data|dynamic|api\/token)|computemetadata\/v1|metadata\/instance|opc\/v[12]\/|metadata\/v1|openstack\/latest|\b169\.254\.169\.254\b|\b169\.254\.170\.2\b|\b100\.100\.100\.200\b|metadata\.google|\b2852039166\b|0xa9fea9fe|instance-data\b|::ffff:a9fe|fd00:ec2::/,
      why: 'Where clouds keep the credentials of their machines. CRS 934110.',
    },
    {
      id: 'ssrf-bare-address',
      paranoia: 1,
      weight: CRITICAL,
      test: /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|0\.0\.0\.0|\[(?:::1?|0:0:0:0:0:0:0:[01]|::ffff:[\da-f.:]{3,20})\]|0x7f[\da-f]{6}|0177\.\d{1,3}\.\d{1,3}\.\d{1,3}|127\.1)(?::\d{1,5}|\/|$(?<!127\.0\.0\.1$)(?<!0\.0\.0\.0$)(?<!localhost$))|@(?:localhost|127\.\d{1,3}\.|169\.254\.|\[::|0\.0\.0\.0)/,
      why: 'The same without a scheme, and behind the name of another. CRS 934190.',
    },
    {
      id: 'ssrf-call-back',
      paranoia: 1,
      weight: CRITICAL,
      prose: WARNING,
      test: /\b(?:burpcollaborator\.net|oastify\.com|interact\.?sh|oast\.(?:pro|live|site|online|fun|me)|dnslog\.cn|ceye\.io|requestbin\.\w{2,4}|canarytokens\.com|pingb\.in|bxss\.me|xss\.ht|webhook\.site|requestrepo\.com)\b/,
      why: 'Services that tell a tester who called.',
    },
    {
      id: 'ssrf-port',
      paranoia: 2,
      weight: CRITICAL,
      prose: 1,
      test: /:\/\/[^\s/]{1,100}:(?:22|23|25|53|110|135|139|143|389|445|1433|2375|2376|3306|3389|5432|5984|6379|8500|9000|9090|9200|10250|11211|27017)\b|:\/\/\d|:\/\/[\w-]{1,60}(?::\d{1,5})?(?:\/|$)/,
      why: 'Ports of services that are not the web’s, numbers and single words for a host.',
    },
    {
      id: 'ssrf-off-site',
      paranoia: 3,
      weight: CRITICAL,
      test: /^\s?(?:[a-z][a-z0-9+.-]{1,20}:)?[\\/]{2}/,
      why: 'A value that is an address. CRS 931130.',
    },
    {
      id: 'ssrf-any-address',
      paranoia: 4,
      weight: CRITICAL,
      prose: WARNING,
      test: /[a-z]:[\\/]{2}|\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b/,
      why: 'An address anywhere. CRS 931130.',
    },
  ],
};

function findInternal(text: string): string | undefined {
  let looked = 0;
  for (const [address] of text.matchAll(ADDRESS)) {
    if (isInternal(address)) return address;
    if (++looked >= MOST_ADDRESSES) return undefined;
  }
  return undefined;
}

/** As WHATWG's parser reads it, which knows decimal, hexadecimal and octal forms. */
function isInternal(address: string): boolean {
  const rest = address.replace(/^(?:[a-z][a-z0-9+.-]*:)?[\\/]*/, '');
  const url = parse(`http://${rest}`);
  if (!url) return false;
  const host = url.hostname;
  if (host.startsWith('[')) return isInternalV6(host.slice(1, -1));
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? INTERNAL.check(host, 'ipv4') : INTERNAL_NAME.test(host);
}

function parse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Also the forms that hold an IPv4 address: mapped, compatible, translated (RFC 4291, RFC 6052). */
function isInternalV6(host: string): boolean {
  const inner = /^(?:::ffff:(?:0:)?|::|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/.exec(host);
  if (inner) {
    const [high, low] = [Number.parseInt(inner[1]!, 16), Number.parseInt(inner[2]!, 16)];
    if (INTERNAL.check(`${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`, 'ipv4')) return true;
  }
  return INTERNAL.check(host, 'ipv6');
}
