/** Content type of the Prometheus text format that {@link familyText} writes. */
export const EXPOSITION_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** One line of a family: the suffix of its name (`_sum`), its labels as text, its value. */
export interface ExposedLine {
  readonly suffix?: string;
  readonly labels: string;
  readonly value: number;
}

/** What scrapers see under one name. */
export interface ExposedFamily {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary' | 'untyped';
  readonly help: string;
  readonly lines: readonly ExposedLine[];
}

/** A name as Prometheus allows it: other characters become `_`, and a digit does not come first. */
export function exposedName(name: string): string {
  const valid = name.replaceAll(/[^a-zA-Z0-9_:]/g, '_');
  return /^[0-9]/.test(valid) ? `_${valid}` : valid;
}

/**
 * Tags as `{a="b",c="d"}` in the order of their names, or nothing. Tags whose names become the same label are joined
 * with `;`, as OpenTelemetry's mapping to Prometheus asks.
 */
export function labelText(tags: Readonly<Record<string, string>>): string {
  const labels = new Map<string, string>();
  for (const tag of Object.keys(tags).sort()) {
    if (tags[tag] === '') continue; // to Prometheus an empty label is no label
    const name = exposedName(tag).replaceAll(':', '_');
    const known = labels.get(name);
    labels.set(name, known === undefined ? tags[tag]! : `${known};${tags[tag]}`);
  }
  if (labels.size === 0) return '';
  return `{${[...labels].map(([name, value]) => `${name}="${escapeValue(value)}"`).join(',')}}`;
}

/** A family in the text format 0.0.4, with a line break at its end. */
export function familyText({ name, type, help, lines }: ExposedFamily): string {
  const head = `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`;
  return (
    head + lines.map(({ suffix = '', labels, value }) => `${name}${suffix}${labels} ${numberText(value)}\n`).join('')
  );
}

function escapeValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** As Go's ParseFloat reads it. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}
