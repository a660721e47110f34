import { isAddress, isNetwork } from '../network.js';
import type { Scope } from '../words.js';

/** How long decisions may hold, as they are offered; the service takes any number of seconds up to a year. */
export const DURATIONS = [
  { value: '900', label: '15 minutes' },
  { value: '3600', label: '1 hour' },
  { value: '14400', label: '4 hours' },
  { value: '86400', label: '1 day' },
  { value: '604800', label: '7 days' },
  { value: '2592000', label: '30 days' },
  { value: 'open', label: 'until it is withdrawn' },
] as const;

/** What is wrong with a value of a scope, in words; undefined when nothing is. */
export function subjectFault(scope: Scope, value: string): string | undefined {
  if (value.trim() === '') return 'Say whom';
  if (scope === 'ip_address' && !isAddress(value.trim())) return 'Not an IPv4 or IPv6 address';
  if (scope === 'network' && !isNetwork(value.trim())) return 'Not a network such as 10.1.0.0/16';
  return undefined;
}
