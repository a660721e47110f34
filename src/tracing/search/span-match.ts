import type { Conditions } from '../../database/conditions.js';
import { splitAttribute } from '../../http/attribute-filter.js';

/** What one span of a trace must have. */
export interface SpanMatch {
  readonly service?: string;
  /** Each as `name:value`. */
  readonly attributes: readonly string[];
}

/** Conditions on spans that are looked at one by one. */
export function addSpanMatch(conditions: Conditions, { service, attributes }: SpanMatch): Conditions {
  conditions.addIfGiven('service_name = ?', service);
  for (const attribute of attributes) conditions.add('tags ->> ?::text = ?', ...splitAttribute(attribute));
  return conditions;
}

/** Conditions that the index of `spans.tags` answers; what it finds is to be looked at once more. */
export function addIndexedMatch(conditions: Conditions, { attributes }: SpanMatch): Conditions {
  for (const attribute of attributes) {
    const [name, value] = splitAttribute(attribute);
    const shapes = [value, ...asJson(value)].map((shape) => JSON.stringify({ [name]: shape }));
    conditions.add(`(${shapes.map(() => 'tags @> ?::jsonb').join(' or ')})`, ...shapes);
  }
  return conditions;
}

/** What is no text in an attribute but reads the same: a number, a truth, a list. */
function asJson(value: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(value);
    return typeof parsed === 'string' || parsed === Infinity || parsed === -Infinity ? [] : [parsed];
  } catch {
    return [];
  }
}
