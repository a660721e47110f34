/** The name of a property in SQL and on the wire: `firedAt` → `fired_at`. */
type Snake<Name extends string> = Name extends `${infer Head}${infer Tail}`
  ? `${Head extends Lowercase<Head> ? Head : `_${Lowercase<Head>}`}${Snake<Tail>}`
  : Name;
type Camel<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<Camel<Tail>>}`
  : Name;

type OnWire<Value> = Value extends Date ? string : Value;
/** An entity as the wire shows it: snake_case names, times in ISO 8601. */
export type Wire<T> = { [Name in keyof T as Snake<Name & string>]: OnWire<T[Name]> };
/** What came over the wire, with the names of an entity. */
export type FromWire<T> = { [Name in keyof T as Camel<Name & string>]: T[Name] };

function columnName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function propertyName(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** The select list that reads an entity: `fired_at as "firedAt", …`. */
export function selectList<T>(properties: readonly (keyof T & string)[]): string {
  return properties.map((property) => `${columnName(property)} as "${property}"`).join(', ');
}

/** The column names of an entity's properties, with commas between them. */
export function columnList<T>(properties: readonly (keyof T & string)[]): string {
  return properties.map(columnName).join(', ');
}

/** Only the outermost names are translated: what is inside tags, labels and matchers belongs to others. */
export function toWire<T extends object>(entity: T): Wire<T> {
  const entries = Object.entries(entity).map(([name, value]) => [
    columnName(name),
    value instanceof Date ? value.toISOString() : value,
  ]);
  return Object.fromEntries(entries) as Wire<T>;
}

/** The fields that were given, as plain objects: what was left out is left out. */
export function fromWire<T extends object>(dto: T): FromWire<T> {
  const plain = JSON.parse(JSON.stringify(dto)) as object;
  return Object.fromEntries(Object.entries(plain).map(([name, value]) => [propertyName(name), value])) as FromWire<T>;
}

/** Entities as the JSON that `jsonb_populate_recordset` turns back into rows: one statement writes any number of them. */
export function toRecordset(entities: readonly object[]): string {
  return JSON.stringify(entities.map(toWire));
}
