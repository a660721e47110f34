import { BlockList, isIP } from 'node:net';

/** Whom a decision or an entry of the allow list is about. */
interface Subject {
  readonly scope: 'ip_address' | 'network' | 'user_id';
  readonly value: string;
}

/** What the monitoring service says of somebody's requests, as `GET /security/decisions` writes it. */
export interface Decision extends Subject {
  readonly decision_id: string;
  readonly action: 'block' | 'log';
  readonly reason: string;
  /** ISO 8601; null: it holds until it is lifted. */
  readonly expires_at: string | null;
}

/** A caller, as far as he is known. */
export interface Caller {
  readonly ipAddress?: string | undefined;
  readonly userId?: string | undefined;
}

/** The decisions that hold, ready to be asked of every request: addresses and users by a lookup, networks one by one. */
export class OpenDecisions {
  private readonly exact = new Map<string, Decision>();
  private readonly networks: { readonly list: BlockList; readonly decision: Decision }[] = [];
  private readonly allowedUsers = new Set<string>();
  private readonly allowedAddresses = new BlockList();
  private readonly isAnythingAllowed: boolean;

  constructor(decisions: readonly Decision[], allowed: readonly Subject[]) {
    for (const decision of decisions) {
      if (decision.scope === 'network') this.networks.push({ list: listOf(decision.value), decision });
      else this.exact.set(`${decision.scope} ${decision.value}`, decision);
    }
    for (const { scope, value } of allowed) {
      if (scope === 'user_id') this.allowedUsers.add(value);
      else add(this.allowedAddresses, value);
    }
    this.isAnythingAllowed = allowed.length > 0;
  }

  /** The decision about a caller that holds at `now` (epoch ms); one that blocks before one that logs. Nobody on the allow list has any. */
  find({ ipAddress, userId }: Caller, now: number): Decision | undefined {
    const address = ipAddress === undefined ? undefined : plainAddress(ipAddress);
    const found = [
      userId === undefined ? undefined : this.exact.get(`user_id ${userId}`),
      address === undefined ? undefined : this.exact.get(`ip_address ${address}`),
      address === undefined ? undefined : this.networks.find(({ list }) => has(list, address))?.decision,
    ].filter((decision) => decision !== undefined && holds(decision, now)) as Decision[];
    if (found.length === 0 || this.allows(address, userId)) return undefined;
    return found.find(({ action }) => action === 'block') ?? found[0];
  }

  private allows(address: string | undefined, userId: string | undefined): boolean {
    if (!this.isAnythingAllowed) return false;
    if (userId !== undefined && this.allowedUsers.has(userId)) return true;
    return address !== undefined && has(this.allowedAddresses, address);
  }
}

function holds({ expires_at: end }: Decision, now: number): boolean {
  return end === null || Date.parse(end) > now;
}

/** Node writes IPv4 callers of an IPv6 socket as `::ffff:198.51.100.7`. */
function plainAddress(address: string): string {
  return address.startsWith('::ffff:') && isIP(address.slice(7)) === 4 ? address.slice(7) : address;
}

function listOf(network: string): BlockList {
  const list = new BlockList();
  add(list, network);
  return list;
}

/** What is no address or network is passed over: a newer service may know other ways of writing them. */
function add(list: BlockList, value: string): void {
  const [address = '', prefix] = value.split('/');
  const family = familyOf(address);
  if (family === undefined) return;
  if (prefix === undefined) list.addAddress(address, family);
  else list.addSubnet(address, Number(prefix), family);
}

function has(list: BlockList, address: string): boolean {
  const family = familyOf(address);
  return family !== undefined && list.check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
