/** Bits of an address and what they say. */
interface Bits {
  readonly size: 32 | 128;
  readonly value: bigint;
}

/** Whether a text is an IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  return bitsOf(text) !== undefined;
}

/** Whether a text is a network in CIDR notation. */
export function isNetwork(text: string): boolean {
  return partsOf(text) !== undefined;
}

/** Whether an address is in a network (CIDR); false where one of them makes no sense. */
export function isInNetwork(address: string, network: string): boolean {
  const [bits, parts] = [bitsOf(address), partsOf(network)];
  if (bits === undefined || parts === undefined || bits.size !== parts.bits.size) return false;
  const rest = BigInt(bits.size - parts.length);
  return bits.value >> rest === parts.bits.value >> rest;
}

function partsOf(network: string): { bits: Bits; length: number } | undefined {
  const [, address = '', length = ''] = /^([^/]+)\/(\d{1,3})$/.exec(network) ?? [];
  const bits = bitsOf(address);
  return bits === undefined || Number(length) > bits.size ? undefined : { bits, length: Number(length) };
}

function bitsOf(address: string): Bits | undefined {
  if (address.length > 45) return undefined;
  if (!address.includes(':')) {
    const value = valueOfIPv4(address);
    return value === undefined ? undefined : { size: 32, value };
  }
  const groups = groupsOf(address);
  return groups && { size: 128, value: groups.reduce((sum, group) => (sum << 16n) | group, 0n) };
}

function valueOfIPv4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256))
    return undefined;
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n);
}

/** The eight groups of an IPv6 address (RFC 4291), also where zeros are left out or its end is written as IPv4. */
function groupsOf(text: string): bigint[] | undefined {
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return undefined;
  const [before, after] = [readGroups(head), readGroups(tail ?? '')];
  if (before === undefined || after === undefined) return undefined;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  return [...before, ...Array<bigint>(missing).fill(0n), ...after];
}

function readGroups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    const end = index === parts.length - 1 ? valueOfIPv4(part) : undefined;
    if (end !== undefined) groups.push(end >> 16n, end & 0xffffn);
    else if (/^[\da-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}
