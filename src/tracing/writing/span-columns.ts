import { float8Array, int4Array, jsonbArray, nullableFloat8Array, textArray } from '../../database/binary-arrays.js';
import type { SpanRow } from './span-row.js';

/** How a column of rows is written as an array, and the type of its elements. */
interface Column {
  readonly type: string;
  readonly encode: (values: never[]) => Buffer;
}

const text: Column = { type: 'text', encode: textArray };
const json: Column = { type: 'jsonb', encode: jsonbArray };
const time: Column = { type: 'float8', encode: float8Array };

const COLUMNS: Record<keyof SpanRow, Column> = {
  trace_id: text,
  span_id: text,
  start_ms: time,
  day_ms: time,
  revision: { type: 'int4', encode: int4Array },
  parent_span_id: text,
  operation_name: text,
  service_name: text,
  kind: text,
  duration_ms: { type: 'float8', encode: nullableFloat8Array },
  status: text,
  status_message: text,
  tags: json,
  scope: text,
  trace_state: text,
  events: json,
  links: json,
  left_out: json,
  resource_id: text,
};
const NAMES = Object.keys(COLUMNS) as (keyof SpanRow)[];

/** Some columns of the given rows, to select from: arrays cost PostgreSQL a fraction of what JSON does. */
export function givenSpans(names: readonly (keyof SpanRow)[] = NAMES): string {
  const arrays = names.map((name) => `$${NAMES.indexOf(name) + 1}::${COLUMNS[name].type}[]`);
  return `unnest(${arrays.join(', ')}) as row (${names.join(', ')})`;
}

/** The parameters of a statement that selects from `givenSpans`. */
export function spanParameters(rows: readonly SpanRow[]): Buffer[] {
  return NAMES.map((name) => COLUMNS[name].encode(rows.map((row) => row[name]) as never[]));
}
