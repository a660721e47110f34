import { BlockList, isIP } from 'node:net';

/** One range of addresses in CIDR notation. */
export interface AddressRange {
  address: string;
  prefix: number;
}

/** Never a receiver of alerts: this machine's links, cloud metadata services (they hand out credentials) and multicast. */
const FORBIDDEN = [
  '0.0.0.0/8',
  '169.254.0.0/16',
  '100.100.100.200/32', // metadata of Alibaba Cloud
  '168.63.129.16/32', // wire server of Azure
  '192.0.0.192/32', // metadata of Oracle Cloud
  '224.0.0.0/4',
  '240.0.0.0/4',
  '::/128',
  'fe80::/10',
  'fd00:ec2::/32', // metadata of Amazon
  'fd20:ce::254/128', // metadata of Google Cloud
  'ff00::/8',
];

const PRIVATE = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
  'fec0::/10',
];

/** Decides which addresses channels may connect to. */
export class AddressGuard {
  private readonly allowed: BlockList;
  private readonly refused: BlockList;

  /** @param allowed what is allowed whatever else holds @param privateAllowed whether this machine and private networks are */
  constructor(allowed: readonly AddressRange[], privateAllowed: boolean) {
    this.allowed = listOf(allowed);
    this.refused = listOf([...FORBIDDEN, ...(privateAllowed ? [] : PRIVATE)].map(rangeOf));
  }

  /** Whether a connection to this IP address is refused. */
  refuses(address: string): boolean {
    const plain = address.replace(/%.*$/, ''); // fe80::1%eth0
    return [plain, ...embedded(plain)].some((each) => !has(this.allowed, each) && has(this.refused, each));
  }
}

function has(list: BlockList, address: string): boolean {
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/** The IPv4 address within an IPv6 one that gateways turn back (NAT64, 6to4) or the system does (mapped, compatible). */
function embedded(address: string): string[] {
  if (isIP(address) !== 6) return [];
  const groups = expand(address);
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  const last = dotted(groups[6]!, groups[7]!);
  if (a === 0x2002) return [dotted(b, c)];
  if (a === 0x64 && b === 0xff9b) return [last];
  const zeros = a === 0 && b === 0 && c === 0 && d === 0 && groups[4] === 0;
  return zeros && (groups[5] === 0xffff || (groups[5] === 0 && groups[6] !== 0)) ? [last] : [];
}

/** The eight groups of an IPv6 address; the URL parser writes them in one way. */
function expand(address: string): number[] {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = written.split('::');
  const numbers = (text: string) => (text ? text.split(':').map((group) => Number.parseInt(group, 16)) : []);
  const [before, after] = [numbers(head), numbers(tail ?? '')];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

function listOf(ranges: readonly AddressRange[]): BlockList {
  const list = new BlockList();
  for (const { address, prefix } of ranges) list.addSubnet(address, prefix, isIP(address) === 6 ? 'ipv6' : 'ipv4');
  return list;
}

function rangeOf(cidr: string): AddressRange {
  const [address = '', prefix] = cidr.split('/');
  return { address, prefix: Number(prefix) };
}
