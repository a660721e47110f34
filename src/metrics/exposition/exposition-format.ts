/** In which form metrics are exposed: Prometheus' text format 0.0.4 or OpenMetrics 1.0. */
export type ExpositionFormat = 'text' | 'openmetrics';

/** The content type of each form. */
export const EXPOSITION_TYPES: Readonly<Record<ExpositionFormat, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** What names each form in `Accept`, and how closely: a closer range overrules a wider one (RFC 9110, 12.5.1). */
const RANGES: Readonly<Record<string, readonly [closeness: number, formats: readonly ExpositionFormat[]]>> = {
  'text/plain;0.0.4': [3, ['text']],
  'application/openmetrics-text;1.0.0': [3, ['openmetrics']],
  'text/plain': [2, ['text']],
  'application/openmetrics-text': [2, ['openmetrics']],
  'text/*': [1, ['text']],
  'application/*': [1, ['openmetrics']],
  '*/*': [0, ['text', 'openmetrics']],
};

/**
 * The form a scraper prefers. Of equals it is the text format, and also when it accepts neither: a scraper that asks
 * for a version of its own still gets what every one can read, as from Prometheus' client libraries.
 *
 * @param accept the header, with weights; parameters besides `version` and `q` (Prometheus 3 sends `escaping`) do not count
 */
export function chooseFormat(accept: string | undefined): ExpositionFormat {
  const best = { text: { closeness: -1, weight: 0 }, openmetrics: { closeness: -1, weight: 0 } };
  for (const range of (accept ?? '').split(',')) {
    const { name, weight } = readRange(range);
    const [closeness, formats] = Object.hasOwn(RANGES, name) ? RANGES[name]! : [-1, []];
    for (const format of formats) if (closeness > best[format].closeness) best[format] = { closeness, weight };
  }
  return best.openmetrics.weight > best.text.weight ? 'openmetrics' : 'text';
}

function readRange(range: string): { name: string; weight: number } {
  const [type, ...parameters] = range.toLowerCase().split(';');
  const given = new Map<string, string>();
  for (const parameter of parameters) {
    const [name, value = ''] = parameter.split('=', 2);
    given.set(name!.trim(), value.trim().replaceAll('"', ''));
  }
  const version = given.get('version');
  const weight = Number(given.get('q') ?? 1);
  return {
    name: type!.trim() + (version === undefined ? '' : `;${version}`),
    weight: Number.isNaN(weight) ? 0 : weight,
  };
}
