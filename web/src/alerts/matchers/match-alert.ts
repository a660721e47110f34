import type { Alert, Matcher, Silence } from '../alert.js';

type Matchable = Pick<Alert, 'name' | 'severity' | 'source' | 'rule_id' | 'labels' | 'tags'>;
type Suppression = NonNullable<Alert['suppressed_by']>;

/** What matchers look at: tags, labels, and what is known of every alert. */
export function matchableTags({ labels, tags, name, severity, source, rule_id }: Matchable): Map<string, string> {
  return new Map([
    ...Object.entries(labels),
    ...Object.entries(tags),
    ['name', name],
    ['severity', severity],
    ['source', source],
    ['rule_id', rule_id ?? ''],
  ]);
}

/** Whether an alert meets all matchers, as the service will decide it; what is absent counts as empty. */
export function meetsAll(matchers: readonly Matcher[], alert: Matchable): boolean {
  const tags = matchableTags(alert);
  return matchers.every(({ tag, operator, value }) => {
    const actual = tags.get(tag) ?? '';
    if (operator === '=') return actual === value;
    if (operator === '!=') return actual !== value;
    return (patternOf(value)?.test(actual) ?? false) === (operator === '=~');
  });
}

/** A pattern that must match the whole value; undefined when it is none. The service reads RE2, of which this knows nearly all. */
export function patternOf(value: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${value})$`, 'su');
  } catch {
    return undefined;
  }
}

/** What keeps people from being told of an alert: what the service says, or a silence that has been made since it was told. */
export function muteOf(alert: Alert, silences: readonly Silence[]): Suppression | undefined {
  if (alert.suppressed_by !== null) return alert.suppressed_by;
  const silence = silences.find(({ status, matchers }) => status === 'active' && meetsAll(matchers, alert));
  return silence && { kind: 'silence', id: silence.silence_id, reason: silence.comment };
}

/** Matchers that fit these alerts and as few others as can be said: their name or names, and the tags that they have in common. */
export function matchersOf(alerts: readonly Matchable[]): Matcher[] {
  const [first] = alerts;
  if (first === undefined) return [];
  const names = [...new Set(alerts.map(({ name }) => name))];
  const name: Matcher =
    names.length === 1
      ? { tag: 'name', operator: '=', value: first.name }
      : { tag: 'name', operator: '=~', value: names.map(escapePattern).join('|') };
  const tags = Object.keys(first.tags).flatMap((tag): Matcher[] => {
    const values = [...new Set(alerts.map((alert) => alert.tags[tag]))];
    if (values.some((value) => value === undefined)) return [];
    const known = values as string[];
    return known.length === 1
      ? [{ tag, operator: '=', value: known[0]! }]
      : [{ tag, operator: '=~', value: known.map(escapePattern).join('|') }];
  });
  return [name, ...tags];
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
