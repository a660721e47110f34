type Values = Readonly<Record<string, unknown>>;

/** Reads an address's query: plain text, a list where a name stands more than once. */
export function parseSearch(text: string): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const name of new Set(new URLSearchParams(text).keys())) {
    const all = new URLSearchParams(text).getAll(name);
    values[name] = all.length > 1 ? all : all[0]!;
  }
  return values;
}

/** Writes an address's query; what is undefined or empty is left out. */
export function writeSearch(values: Values): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}

/** One text of an address's query; undefined when it is missing or empty. */
export function textOf(value: unknown): string | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === 'string' && first !== '' ? first : undefined;
}

/** All texts under one name. */
export function listOf(value: unknown): string[] | undefined {
  const all = (Array.isArray(value) ? value : [value]).filter(
    (item): item is string => typeof item === 'string' && item !== '',
  );
  return all.length > 0 ? all : undefined;
}

/** One of a closed set of texts; anything else counts as missing. */
export function oneOf<T extends string>(known: readonly T[], value: unknown): T | undefined {
  return known.find((item) => item === textOf(value));
}
