import { BlockList, isIP } from 'node:net';
import { canonicalAddress, type Subject } from './subject.js';

/** Addresses, networks and users, to be asked for each request: networks cost time each, the others do not. */
export class SubjectSet {
  private readonly addresses = new Set<string>();
  private readonly users = new Set<string>();
  private networks: BlockList | undefined;

  constructor(subjects: Iterable<Subject>) {
    for (const { scope, value } of subjects) {
      if (scope === 'ip_address') this.addresses.add(value);
      else if (scope === 'user_id') this.users.add(value);
      else this.addNetwork(value);
    }
  }

  /** Whether the address, a network that it is in, or the user is in it. What is no address is in none. */
  has(ipAddress?: string, userId?: string): boolean {
    return (userId !== undefined && this.users.has(userId)) || (ipAddress !== undefined && this.hasAddress(ipAddress));
  }

  private hasAddress(ipAddress: string): boolean {
    if (this.addresses.size === 0 && !this.networks) return false;
    const address = canonicalAddress(ipAddress);
    if (address === undefined) return false;
    return this.addresses.has(address) || this.networks?.check(address, familyOf(address)) === true;
  }

  private addNetwork(network: string): void {
    const [address, length] = network.split('/') as [string, string];
    this.networks ??= new BlockList();
    this.networks.addSubnet(address, Number(length), familyOf(address));
  }
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}
