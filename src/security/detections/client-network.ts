import { isIPv6 } from 'node:net';

/**
 * What stands for one subscriber in place of an address: an IPv4 address for itself, also when it is mapped into IPv6 (RFC 4291, 2.5.5.2);
 * of an IPv6 address the /64, because the lower half is the host's own choice and changes daily (RFC 4291, 2.5.1; RFC 8981), and a site is
 * given a /64 or more (RFC 6177). What is no address stands for itself.
 */
export function subscriberOf(address: string): string {
  if (!address.includes(':')) return address;
  const plain = address.split('%', 1)[0]!;
  if (!isIPv6(plain)) return address;
  const groups = expand(plain);
  if (groups[5] === 0xffff && groups.slice(0, 5).every((group) => group === 0)) return dotted(groups[6]!, groups[7]!);
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`;
}

/** The neighbourhood in which a person's address changes by itself: the /24 of IPv4 (what is announced is no smaller), the /64 of IPv6. */
export function neighbourhoodOf(address: string): string {
  const subscriber = subscriberOf(address);
  const end = subscriber.lastIndexOf('.');
  return end < 0 ? subscriber : `${subscriber.slice(0, end)}.0/24`;
}

/** The eight groups of a valid IPv6 address. */
function expand(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const [before, after] = [numbersOf(head), numbersOf(tail ?? '')];
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => 0), ...after];
}

function numbersOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return Number.parseInt(group, 16);
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
