import { hash as digest } from 'node:crypto';
import { canonicalJson } from '../../database/canonical-json.js';
import type { AuditEntryView } from '../audit.dto.js';

/** What the first entry has for the hash of the one before it. */
export const NO_HASH = '0'.repeat(64);

/** An entry before it has its hash. */
export type UnhashedEntry = Omit<AuditEntryView, 'hash'>;

/**
 * SHA-256, in hexadecimal, of an entry as the API gives it out without its `hash`, written as canonical JSON (RFC 8785). As that has the hash
 * of the entry before it, nothing in the chain can be changed without every later hash.
 */
export function entryHash(entry: UnhashedEntry): string {
  return digest('sha256', canonicalJson(entry), 'hex');
}
