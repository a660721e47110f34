import { isRecord, type JsonRecord } from './json-record.js';

/** One item of an envelope. */
export interface EnvelopeItem {
  /** `event`, `transaction`, `session`, `attachment`, … */
  readonly type: string;
  /** What its frame says beside the type. */
  readonly header: JsonRecord;
  readonly payload: Buffer;
  /** What is wrong with its frame; the payload is as much as could be read. */
  readonly fault: string | undefined;
}

/** A batch as Sentry SDKs send it. */
export interface Envelope {
  readonly header: JsonRecord;
  readonly items: readonly EnvelopeItem[];
  /** Why what follows the last item could not be read. */
  readonly fault: string | undefined;
}

/** More items than any SDK puts into one. */
const MAX_ITEMS = 1000;
const NEWLINE = 0x0a;

/**
 * Splits an envelope: a line of JSON, then for each item a line of JSON and its payload, of so many bytes as the line says or up to
 * the next newline. What is cut short or has a wrong length is read as far as it can be.
 * Source: https://develop.sentry.dev/sdk/data-model/envelopes/
 *
 * @throws SyntaxError when the first line is no JSON object
 */
export function readEnvelope(bytes: Buffer): Envelope {
  const first = lineAt(bytes, 0);
  const header = readRecord(first.bytes);
  if (!header) throw new SyntaxError('the first line of the envelope is no JSON object');
  const items: EnvelopeItem[] = [];
  let position = first.next;
  while (position < bytes.length) {
    const line = lineAt(bytes, position);
    position = line.next;
    if (line.bytes.length === 0) continue;
    const item = readRecord(line.bytes);
    if (typeof item?.type !== 'string') return { header, items, fault: `item ${items.length + 1} has no header` };
    if (items.length === MAX_ITEMS) return { header, items, fault: `only ${MAX_ITEMS} items are taken` };
    const { next, ...read } = payloadAt(bytes, position, item.length);
    items.push({ type: item.type, header: item, ...read });
    position = next;
  }
  return { header, items, fault: undefined };
}

interface Payload {
  readonly payload: Buffer;
  readonly fault: string | undefined;
  readonly next: number;
}

function payloadAt(bytes: Buffer, start: number, length: unknown): Payload {
  const line = lineAt(bytes, start);
  const upToNewline = (fault?: string) => ({ payload: line.bytes, fault, next: line.next });
  if (length === undefined || length === null) return upToNewline();
  if (typeof length !== 'number' || !Number.isSafeInteger(length) || length < 0)
    return upToNewline('its length is no number');
  const end = start + length;
  if (end > bytes.length) {
    // A whole line is a better guess than all the rest, unless the payload is the rest.
    const fault = `it was to have ${length} bytes, and ${bytes.length - start} are there`;
    return line.next < bytes.length
      ? upToNewline(fault)
      : { payload: bytes.subarray(start), fault, next: bytes.length };
  }
  if (end < bytes.length && bytes[end] !== NEWLINE) return upToNewline(`its length ${length} is wrong`);
  return { payload: bytes.subarray(start, end), fault: undefined, next: end + 1 };
}

function lineAt(bytes: Buffer, start: number): { bytes: Buffer; next: number } {
  const found = bytes.indexOf(NEWLINE, start);
  const end = found < 0 ? bytes.length : found;
  return { bytes: bytes.subarray(start, end), next: end + 1 };
}

function readRecord(bytes: Buffer): JsonRecord | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
