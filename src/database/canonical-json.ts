/**
 * A value of JSON in the one way that RFC 8785 (JCS) leaves: members in the order of their names' UTF-16 code units, numbers and strings as
 * ECMAScript writes them. For hashes and signatures.
 *
 * @throws RangeError for what is nested too deeply for the stack
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((name) => `${JSON.stringify(name)}:${canonicalJson((value as Record<string, unknown>)[name])}`);
  return `{${members.join(',')}}`;
}
