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

/** Checks the size of a structured field. */
export function checkJsonSize(path: string, value: object | null | undefined): FieldFault | undefined {
  const length = value ? JSON.stringify(value).length : 0;
  return length <= MAX_JSON
    ? undefined
    : { path, reason: `has ${length} characters of JSON: at most ${MAX_JSON} are taken` };
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
