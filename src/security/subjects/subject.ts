import { isIP, SocketAddress } from 'node:net';
import { checkLine } from '../../http/ingest.js';

/** By what a caller is known. */
export const SUBJECT_SCOPES = ['ip_address', 'network', 'user_id'] as const;
export type SubjectScope = (typeof SUBJECT_SCOPES)[number];

/** An address, a network or a user, in the one way of writing it. */
export interface Subject {
  scope: SubjectScope;
  value: string;
}

/** What a value of each scope must be. */
export const SUBJECT_FAULTS: Record<SubjectScope, string> = {
  ip_address: 'must be an IPv4 or IPv6 address',
  network: 'must be a network such as 10.1.0.0/16 or 2001:db8::/32, of at least 8 bits, of IPv6 16',
  user_id: 'must be one line of 1 to 256 characters',
};

const MAX_USER_ID = 256;
/** The longest way to write an IPv6 address is 45 characters, and `/128` after it. */
const MAX_NETWORK = 49;

/** Reads a value of a scope. @returns undefined when it is none: see SUBJECT_FAULTS */
export function readSubject(scope: SubjectScope, value: string): Subject | undefined {
  const canonical = READERS[scope](value);
  return canonical === undefined ? undefined : { scope, value: canonical };
}

/**
 * An address in the one way of writing it (RFC 5952): an IPv4 address that is mapped into IPv6 is itself. One with a zone (%eth0) means
 * something on one host alone and is none.
 */
export function canonicalAddress(address: string): string | undefined {
  const version = isIP(address);
  if (version === 4) return address;
  if (version === 0 || address.includes('%')) return undefined;
  const canonical = new SocketAddress({ address, family: 'ipv6' }).address;
  return canonical.startsWith('::ffff:') && canonical.includes('.') ? canonical.slice('::ffff:'.length) : canonical;
}

/** A network in CIDR notation (RFC 4632) without bits of a host. One that holds a large part of all addresses is a mistake. */
function canonicalNetwork(network: string): string | undefined {
  const [, given, length] = (network.length <= MAX_NETWORK && /^([^/]+)\/(\d{1,3})$/.exec(network)) || [];
  const address = given && canonicalAddress(given);
  if (!address) return undefined;
  const [bits, least] = isIP(address) === 4 ? [32, 8] : [128, 16];
  const kept = Number(length);
  // Of a mapped address the length counts other bits than of the address itself.
  if (kept < least || kept > bits || given.includes(':') !== address.includes(':')) return undefined;
  return `${bits === 32 ? maskIPv4(address, kept) : maskIPv6(address, kept)}/${kept}`;
}

function maskIPv4(address: string, kept: number): string {
  return mask(address.split('.').map(Number), 8, kept).join('.');
}

function maskIPv6(address: string, kept: number): string {
  const [head = '', tail = ''] = address.split('::');
  const [before, after] = [groupsOf(head), groupsOf(tail)];
  const groups = [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
  return canonicalAddress(
    mask(groups, 16, kept)
      .map((group) => group.toString(16))
      .join(':'),
  )!;
}

function groupsOf(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}

/** Only the first `kept` bits of parts of so many bits each. */
function mask(parts: number[], bits: number, kept: number): number[] {
  return parts.map((part, i) => {
    const cleared = bits - Math.min(Math.max(kept - i * bits, 0), bits);
    return (part >> cleared) << cleared;
  });
}

function readUserId(userId: string): string | undefined {
  return checkLine(userId, MAX_USER_ID) === undefined ? userId : undefined;
}

const READERS: Record<SubjectScope, (value: string) => string | undefined> = {
  ip_address: canonicalAddress,
  network: canonicalNetwork,
  user_id: readUserId,
};
