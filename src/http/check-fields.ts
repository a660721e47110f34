import { isIP } from 'node:net';
import { checkLine } from './ingest.js';
import { checkIngestTime, parseTime } from './time.js';

/** The first fault of an item. */
export interface FieldFault {
  path: string;
  reason: string;
}

/** What a time may be, for those who sent something else. */
export const NOT_A_TIME = 'must be ISO 8601 with its zone, or epoch milliseconds';

/** More characters of JSON than this are refused: structured data, unlike text, cannot be cut. */
const MAX_JSON = 65_536;
/** Deeper structures are refused: JSON readers, PostgreSQL's among them, call themselves for every level. */
const MAX_DEPTH = 64;

/** Checks the fields that are one line each (names, ids, addresses) against their longest length; absent and null ones pass. */
export function checkLines<Item extends object>(
  item: Item,
  lengths: Partial<Record<keyof Item & string, number>>,
): FieldFault | undefined {
  for (const [field, length] of Object.entries(lengths) as [keyof Item & string, number][]) {
    const value = item[field] as string | null | undefined;
    const reason = value == null ? undefined : checkLine(value, length);
    if (reason) return { path: field, reason };
  }
  return undefined;
}

/** Checks the size and depth of a structured field; absent and null pass. */
export function checkJson(path: string, value: object | null | undefined): FieldFault | undefined {
  if (value == null) return undefined;
  if (isDeeper(value, MAX_DEPTH)) return { path, reason: `is nested more than ${MAX_DEPTH} levels deep` };
  const { length } = JSON.stringify(value);
  if (length <= MAX_JSON) return undefined;
  return { path, reason: `has ${length} characters of JSON: at most ${MAX_JSON} are taken` };
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** Checks an address; absent and null pass. An IPv6 zone (%eth0) means something on the sender's host alone, and PostgreSQL's inet has none. */
export function checkAddress(path: string, value: string | null | undefined): FieldFault | undefined {
  if (value == null || (isIP(value) !== 0 && !value.includes('%'))) return undefined;
  return { path, reason: 'must be an IPv4 or IPv6 address' };
}

/** Checks that a time can be read and is neither past its retention nor to come; absent and null pass. */
export function checkTimestamp(
  path: string,
  value: string | number | null | undefined,
  now: number,
  retentionDays: number,
): FieldFault | undefined {
  if (value == null) return undefined;
  const at = parseTime(value);
  const reason = at === undefined ? NOT_A_TIME : checkIngestTime(at, now, retentionDays);
  return reason ? { path, reason } : undefined;
}
