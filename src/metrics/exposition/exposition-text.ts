import type { ExpositionFormat } from './exposition-format.js';

/** The types of families that scrapers know; what fits none is `untyped`, in OpenMetrics `unknown`. */
export type ExposedType = 'counter' | 'gauge' | 'histogram' | 'summary' | 'untyped';

/** One line of a family: the suffix of its name (`_sum`), its labels as text, its value. */
export interface ExposedLine {
  readonly suffix?: string;
  readonly labels: string;
  /** The label that tells one line of a histogram or summary from the others. */
  readonly point?: { readonly label: 'le' | 'quantile'; readonly at: number };
  readonly value: number;
}

/** What scrapers see under one name. */
export interface ExposedFamily {
  /** Of a counter without `_total`, which is the suffix of its lines. */
  readonly name: string;
  readonly type: ExposedType;
  readonly unit: string | null;
  readonly help: string;
  /** The lines, those that have the same labels together. */
  readonly groups: (format: ExpositionFormat) => Iterable<readonly ExposedLine[]>;
}

/** The end of an OpenMetrics text: without it scrapers take the answer for one cut short. */
export const OPENMETRICS_END = '# EOF\n';

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
  return `{${[...labels].map(([name, value]) => `${name}="${escapeText(value, true)}"`).join(',')}}`;
}

/** A family, its head first and then group by group, each with a line break at its end. */
export function* familyTexts(family: ExposedFamily, format: ExpositionFormat): Generator<string> {
  yield headText(family, format);
  for (const lines of family.groups(format)) {
    yield lines.map((line) => `${lineText(family.name, line, format)}\n`).join('');
  }
}

function headText({ name: plain, type, unit, help }: ExposedFamily, format: ExpositionFormat): string {
  const open = format === 'openmetrics';
  const name = type === 'counter' && !open ? `${plain}_total` : plain;
  const typeText = type === 'untyped' && open ? 'unknown' : type;
  const unitText = open && unit && name.endsWith(`_${unit}`) ? `# UNIT ${name} ${unit}\n` : '';
  return `# HELP ${name} ${escapeText(help, open)}\n# TYPE ${name} ${typeText}\n${unitText}`;
}

function lineText(name: string, { suffix = '', labels, point, value }: ExposedLine, format: ExpositionFormat): string {
  const pointText = point && `${point.label}="${format === 'text' ? numberText(point.at) : canonicalText(point.at)}"`;
  const all = pointText ? (labels ? `${labels.slice(0, -1)},${pointText}}` : `{${pointText}}`) : labels;
  return `${name}${suffix}${all} ${numberText(value)}`;
}

function escapeText(text: string, quotes: boolean): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
  return quotes ? escaped.replaceAll('"', '\\"') : escaped;
}

/** As Go's ParseFloat reads it. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/** Bounds as OpenMetrics asks for them ("canonical numbers"): `1.0`, `0.25`, `1e+06`, `1e-05`. */
function canonicalText(value: number): string {
  if (!Number.isFinite(value)) return numberText(value);
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? value.toFixed(1) : String(value);
}
