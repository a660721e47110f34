import { isRecord, spellJson } from './json.js';

type Fact = readonly [name: string, value: string];

/** Facts of an event under a title: its request, its browser, what its sender added. */
export interface DetailSection {
  readonly title: string;
  readonly facts: readonly Fact[];
}

const TITLES: Readonly<Record<string, string>> = {
  request: 'Request',
  user: 'User',
  extra: 'Extra data',
  mechanism: 'How it was caught',
  sdk: 'SDK',
  modules: 'Modules',
};
/** Contexts in the order in which they help; the others follow. */
const CONTEXTS = ['browser', 'device', 'os', 'runtime', 'app', 'culture'];
/** Shown elsewhere: on the clock, and as the event's own trace. */
const ELSEWHERE = new Set(['breadcrumbs']);
const NOT_SHOWN = new Set(['type', 'trace']);

/** Reads what an event tells beside the error itself. Whatever has a name is kept, also what no SDK is known to send. */
export function readDetails(additionalData: unknown): DetailSection[] {
  if (!isRecord(additionalData)) return [];
  const sections: DetailSection[] = [];
  const loose: Fact[] = [];
  for (const [name, value] of Object.entries(additionalData)) {
    if (ELSEWHERE.has(name)) continue;
    if (name === 'contexts' && isRecord(value)) sections.push(...readContexts(value));
    else if (isRecord(value)) sections.push({ title: TITLES[name] ?? name, facts: factsOf(value) });
    else loose.push([name, spellJson(value)]);
  }
  if (loose.length > 0) sections.push({ title: 'Additional data', facts: loose });
  return sections.filter(({ facts }) => facts.length > 0).toSorted((left, right) => rank(left) - rank(right));
}

function readContexts(contexts: Readonly<Record<string, unknown>>): DetailSection[] {
  return Object.entries(contexts)
    .filter(([name, value]) => !NOT_SHOWN.has(name) && isRecord(value))
    .toSorted(([left], [right]) => placeOf(left) - placeOf(right))
    .map(([name, value]) => ({
      title: name === 'os' ? 'Operating system' : capitalised(name),
      facts: factsOf(value as Readonly<Record<string, unknown>>).filter(([key]) => !NOT_SHOWN.has(key)),
    }));
}

/** Facts of an object; those of objects in it by their path. */
function factsOf(record: Readonly<Record<string, unknown>>, path = '', depth = 0): Fact[] {
  return Object.entries(record).flatMap(([name, value]): Fact[] => {
    const at = path === '' ? name : `${path}.${name}`;
    if (isRecord(value) && depth < 2) return factsOf(value, at, depth + 1);
    const text = spellJson(value);
    return text === '' || value === null ? [] : [[at, text]];
  });
}

const ORDER = ['Request', 'User', 'Extra data', 'Additional data'];
const LAST = ['SDK', 'Modules'];

function rank({ title }: DetailSection): number {
  if (LAST.includes(title)) return 100 + LAST.indexOf(title);
  const place = ORDER.indexOf(title);
  return place < 0 ? ORDER.length : place;
}

function placeOf(context: string): number {
  const place = CONTEXTS.indexOf(context);
  return place < 0 ? CONTEXTS.length : place;
}

function capitalised(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1).replaceAll('_', ' ');
}
