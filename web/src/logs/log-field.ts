import type { components } from '../api/schema.js';
import { type LogFilter, type LogSearch, withAttribute } from './log-search.js';

/** One record of the log. */
export type LogRecord = components['schemas']['LogRecordView'];

/** One field of a record. */
export interface LogField {
  /** Of the record's own fields their name, of attributes with `attributes.` before it. */
  readonly key: string;
  readonly name: string;
  readonly text: string;
  /** Which way of filtering the API has for it. */
  readonly filter?: 'field' | 'attribute';
}

const OWN_FIELDS = [
  'service',
  'level',
  'trace_id',
  'span_id',
  'request_id',
  'user_id',
  'logger',
  'host',
  'environment',
  'event_name',
  'resource_id',
  'log_id',
] as const;
const FILTERED: ReadonlySet<string> = new Set(['service', 'level', 'trace_id', 'span_id', 'request_id']);
const ATTRIBUTE = 'attributes.';
/** The API takes no longer ones. */
const MAX_ATTRIBUTE = 1024;

/** All fields of a record but its time and message; those that it does not have are left out. */
export function fieldsOf(record: LogRecord): LogField[] {
  const own = OWN_FIELDS.flatMap((name): LogField[] => {
    const text = record[name];
    if (text === null) return [];
    return [{ key: name, name, text, filter: FILTERED.has(name) ? 'field' : undefined }];
  });
  const attributes = Object.entries(record.attributes ?? {}).map(([name, value]): LogField => {
    const text = textOf(value);
    const isPlain = value !== null && typeof value !== 'object';
    const canFilter = isPlain && name !== '' && !name.includes(':') && name.length + text.length < MAX_ATTRIBUTE;
    return { key: ATTRIBUTE + name, name, text, filter: canFilter ? 'attribute' : undefined };
  });
  return [...own, ...attributes];
}

/** What a record says in one field, by the field's key; empty when it does not have it. */
export function fieldText(record: LogRecord, key: string): string {
  if (!key.startsWith(ATTRIBUTE)) {
    const own = OWN_FIELDS.find((name) => name === key);
    return own === undefined ? '' : (record[own] ?? '');
  }
  const name = key.slice(ATTRIBUTE.length);
  const { attributes } = record;
  return attributes !== null && Object.hasOwn(attributes, name) ? textOf(attributes[name]) : '';
}

/** What a field is called where its kind is clear. */
export function fieldName(key: string): string {
  return key.startsWith(ATTRIBUTE) ? key.slice(ATTRIBUTE.length) : key;
}

/** What changes in the address so that only records with this field remain. */
export function filterFor(search: LogSearch, field: LogField): Partial<LogSearch> {
  if (field.filter === 'attribute') return withAttribute(search, 'attribute', `${field.name}:${field.text}`);
  return { [field.key as keyof LogFilter]: field.text };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}
