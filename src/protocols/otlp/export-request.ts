import { Problem } from '../../http/problem.js';
import { Pacer } from '../../jobs/pacer.js';
import { type Attributes, UNKNOWN_SERVICE } from '../../resources/attributes.js';
import { findField } from '../protobuf/find-field.js';
import { lengthTag, ProtobufFault, ProtoReader } from '../protobuf/proto-reader.js';
import type { Refusals } from '../refusals.js';
import { textOf } from './any-value.js';
import { faultOfLength, readResource, readScope } from './resource.js';

/** Of ExportTraceServiceRequest and ExportLogsServiceRequest alike, and of the messages within. */
const RESOURCE_GROUPS = lengthTag(1);
const RESOURCE = lengthTag(1);
const SCOPE_GROUPS = lengthTag(2);
const SCOPE = lengthTag(1);
const ITEMS = lengthTag(2);

/** An item takes more room in memory than as bytes: what a request becomes is bounded too. */
const MAX_ITEMS = 50_000;
const MAX_LINE = 128;
const CONTROL = /\p{Cc}+/gu;

/** What the items that are being read were sent by. */
export interface Origin {
  readonly service: string;
  readonly resource: Attributes;
  /** Name and version of the instrumentation scope. */
  readonly scope: string | undefined;
  /** Why nothing of it can be taken, if so. */
  readonly fault: string | undefined;
}

/**
 * Reads a request for spans or log records.
 *
 * @param message its name, for the fault @param read reads the item that the reader is in, to its end, or says what is wrong with it
 * @param refusals takes what cannot be recorded; it spoils nothing else
 * @throws Problem 400 for bytes that are no such message
 */
export async function readItems<T extends object>(
  message: string,
  bytes: Buffer,
  refusals: Refusals,
  read: (reader: ProtoReader, origin: Origin) => T | string,
): Promise<T[]> {
  const items: T[] = [];
  try {
    await eachItem(bytes, (reader, origin) => {
      if (items.length >= MAX_ITEMS) {
        refusals.add(`the request has more than ${MAX_ITEMS} items`);
        return;
      }
      const item = read(reader, origin);
      if (typeof item === 'string') refusals.add(item);
      else items.push(item);
    });
  } catch (fault) {
    if (!(fault instanceof ProtobufFault)) throw fault;
    throw Problem.of(400, `The body is no ${message}: ${fault.message}.`);
  }
  return items;
}

/** Goes through resources, their scopes and their items. */
async function eachItem(bytes: Buffer, readItem: (reader: ProtoReader, origin: Origin) => void): Promise<void> {
  const reader = new ProtoReader(bytes);
  const pacer = new Pacer();
  await each(reader, RESOURCE_GROUPS, async () => {
    const sender = readSender(reader);
    await each(reader, SCOPE_GROUPS, async () => {
      const origin = { ...sender, scope: readScopeName(reader) };
      await each(reader, ITEMS, () => {
        readItem(reader, origin);
        return pacer.isDue ? pacer.pause() : undefined;
      });
    });
  });
}

/** A text as one line of at most so many characters: names from outside end up in lists and logs. */
export function oneLine(text: string, maxLength = MAX_LINE): string {
  // What is too long is not even looked at: a name may have as many bytes as a request.
  const line = text.slice(0, maxLength).replace(CONTROL, ' ');
  return text.length > maxLength ? `${line.slice(0, maxLength - 1)}…` : line;
}

function readSender(reader: ProtoReader): Omit<Origin, 'scope'> {
  const { start, end } = findField(reader, RESOURCE);
  const fault = faultOfLength(end - start);
  const resource: Attributes = fault ? {} : Object.fromEntries(readResource(reader.bytes, start, end));
  const service = oneLine(textOf(resource['service.name'] ?? null));
  return { service: service || UNKNOWN_SERVICE, resource, fault: fault && `its resource ${fault}` };
}

function readScopeName(reader: ProtoReader): string | undefined {
  const { start, end } = findField(reader, SCOPE);
  if (faultOfLength(end - start)) return undefined;
  const { name, version } = readScope(reader.bytes, start, end);
  return oneLine(`${name} ${version}`.trim(), 256) || undefined;
}

/** Goes into each message under the tag in the message that the reader is in. */
async function each(reader: ProtoReader, tag: number, read: () => Promise<void> | undefined): Promise<void> {
  while (reader.next()) {
    if (reader.tag !== tag) {
      reader.skip();
      continue;
    }
    const outer = reader.enter();
    const pause = read();
    if (pause) await pause;
    reader.leave(outer);
  }
}
