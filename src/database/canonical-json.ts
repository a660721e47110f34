/**
 * A value of JSON in the one way that RFC 8785 (JCS) leaves: members in the order of their names' UTF-16 code units, numbers and strings as
 * ECMAScript writes them. For hashes and signatures.
 *
 * @throws RangeError for what is nested too deeply for the stack
 */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let members = '';
  for (const name of Object.keys(value).sort()) {
    const inner = canonicalJson((value as Record<string, unknown>)[name]);
    members += `${members && ','}${JSON.stringify(name)}:${inner}`;
  }
  return `{${members}}`;
}
