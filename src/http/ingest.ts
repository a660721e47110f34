import { Ajv, type ErrorObject, type JSONSchemaType } from 'ajv';
import type { IngestAnswer, RejectedItem } from './ingest.dto.js';
import { Problem } from './problem.js';

/** The most items one request may carry. */
export const MAX_ITEMS = 10_000;

/** Decides about one item: the value to record, or the path and reason of its first fault. */
export type ItemCheck<T> = (item: unknown) => { value: T } | { path: string; reason: string };

/** What became of the items of a request. */
export interface ItemOutcome {
  accepted: number;
  rejected: RejectedItem[];
  /** True when the body was one object rather than an array. */
  single: boolean;
}

/** The items of a request that can be recorded, their places in it, and those that cannot. */
export interface ReadItems<T> extends ItemOutcome {
  items: T[];
  /** `indexes[i]` is the place of `items[i]` in the request. */
  indexes: number[];
}

/**
 * Reads one object or an array of 1 to 10,000. A bad item does not spoil the good ones.
 * @throws Problem 400 for another body, 422 for too many items or when every item is bad
 */
export function readItems<T>(body: unknown, check: ItemCheck<T>): ReadItems<T> {
  const single = !Array.isArray(body);
  if (typeof body !== 'object' || body === null) throw noItems();
  const list: unknown[] = single ? [body] : body;
  checkItemCount(list.length);
  const read: ReadItems<T> = { accepted: 0, items: [], indexes: [], rejected: [], single };
  for (let index = 0; index < list.length; index++) {
    const outcome = check(list[index]);
    if ('value' in outcome) {
      read.items.push(outcome.value);
      read.indexes.push(index);
    } else {
      read.rejected.push({ index, ...outcome });
    }
  }
  read.accepted = read.items.length;
  checkAccepted(read);
  return read;
}

/** The problem of a body that is neither an object nor an array. */
export function noItems(): Problem {
  return Problem.of(400, 'The body is empty: expected a JSON object or an array of them.');
}

/** @throws Problem 400 for none, 422 for too many */
export function checkItemCount(count: number): void {
  if (count === 0) throw Problem.of(400, 'The array is empty: expected at least one item.');
  if (count > MAX_ITEMS) {
    throw Problem.invalid([{ path: '', message: `has ${count} items: at most ${MAX_ITEMS} fit in one request` }]);
  }
}

/** @throws Problem 422 with all faults when no item is good */
export function checkAccepted({ accepted, rejected, single }: ItemOutcome): void {
  if (accepted > 0) return;
  const faults = rejected.map((item) => asFault(item, single));
  throw Problem.invalid(faults, 'Nothing was stored: every item has a fault.');
}

/** The answer to a request whose good items are stored. `id` is told only to those who sent a single object. */
export function answerIngest({ accepted, rejected, single }: ItemOutcome, id?: string): IngestAnswer {
  return { accepted, rejected, ...(single && id !== undefined ? { id } : {}) };
}

function asFault({ index, line, path, reason }: RejectedItem, single: boolean): { path: string; message: string } {
  if (single) return { path, message: reason };
  const inner = path && !path.startsWith('[') ? `.${path}` : path;
  return { path: `${line === undefined ? `[${index}]` : `line ${line}`}${inner}`, message: reason };
}

const ajv = new Ajv({ allErrors: false, strict: true, allowUnionTypes: true, validateSchema: false });

/** Compiles a JSON schema to a check of one item (under a microsecond an item). The value is the item itself. */
export function compileCheck<T>(schema: object): ItemCheck<T> {
  const validate = ajv.compile<T>(schema as JSONSchemaType<T>);
  return (item) => (validate(item) ? { value: item } : describeFault(validate.errors![0]!));
}

function describeFault(error: ErrorObject): { path: string; reason: string } {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  if (error.keyword === 'additionalProperties') {
    return { path: [...path, error.params.additionalProperty as string].join('.'), reason: 'is not a known field' };
  }
  if (error.keyword === 'required') {
    return { path: [...path, error.params.missingProperty as string].join('.'), reason: 'is missing' };
  }
  if (error.keyword === 'enum') {
    return { path: path.join('.'), reason: `must be one of ${(error.params.allowedValues as unknown[]).join(', ')}` };
  }
  return { path: path.join('.'), reason: error.message ?? 'is not valid' };
}

/** A character that would break a line of a log, a header or an exposition: any control character. */
const CONTROL = /\p{Cc}/u;

/** Why a name or tag cannot be taken, if so. */
export function checkLine(value: string, maxLength: number): string | undefined {
  if (value.length === 0) return 'must not be empty';
  if (value.length > maxLength) return `has ${value.length} characters: at most ${maxLength} are taken`;
  if (CONTROL.test(value)) return 'must not contain control characters or line breaks';
  return undefined;
}

const MAX_TAGS = 32;
const MAX_TAG_NAME = 128;
const MAX_TAG_VALUE = 1024;

/** Why an item's tags cannot be taken, if so. Many or long tags are nearly always data that belongs elsewhere. */
export function checkTags(tags: Record<string, string>): { path: string; reason: string } | undefined {
  const entries = Object.entries(tags);
  if (entries.length > MAX_TAGS)
    return { path: 'tags', reason: `has ${entries.length} keys: at most ${MAX_TAGS} are taken` };
  for (const [name, value] of entries) {
    const fault = checkLine(name, MAX_TAG_NAME);
    if (fault) return { path: `tags.${name.slice(0, MAX_TAG_NAME)}`, reason: `as a name ${fault}` };
    const reason = value === '' ? undefined : checkLine(value, MAX_TAG_VALUE);
    if (reason) return { path: `tags.${name}`, reason };
  }
  return undefined;
}
