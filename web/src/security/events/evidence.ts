import type { components } from '../../api/schema.js';

/** A recorded security event. Every text in it is from outside. */
export type SecurityEvent = components['schemas']['SecurityEventView'];

/** A rule of inspection that matched, and in which field of the request. */
export interface MatchedRule {
  readonly id: string;
  readonly field: string;
  readonly weight?: number;
  /** What it found there. */
  readonly fragment?: string;
}

type Data = SecurityEvent['additional_data'];

/** The rules that an event names. Whoever sent it wrote `additional_data` as they liked. */
export function rulesOf(data: Data): MatchedRule[] {
  const rules: unknown = data?.rules;
  if (!Array.isArray(rules)) return [];
  return rules.flatMap((rule: unknown) => {
    const { id, field, weight, fragment } = (rule ?? {}) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof field !== 'string') return [];
    return [
      {
        id,
        field,
        weight: typeof weight === 'number' ? weight : undefined,
        fragment: typeof fragment === 'string' ? fragment : undefined,
      },
    ];
  });
}

/** How often it happened, as the event says. */
export function countOf(data: Data): number {
  const count = data?.count;
  return typeof count === 'number' && count > 1 ? count : 1;
}

/** The route for which the event's rules would get exceptions; undefined when it names no rules or no route. */
export function exceptedRoute({
  additional_data: data,
  endpoint,
}: Pick<SecurityEvent, 'additional_data' | 'endpoint'>) {
  if (rulesOf(data).length === 0) return undefined;
  return typeof data?.route === 'string' && data.route !== '' ? data.route : (endpoint ?? undefined);
}

/** What else an event tells, each as a name and a text: values of any shape. */
export function factsOf(data: Data): [name: string, text: string][] {
  return Object.entries(data ?? {}).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || (name === 'rules' && Array.isArray(value))) return [];
    return [[name, textOf(value)]];
  });
}

function textOf(value: unknown): string {
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name}: ${typeof inner === 'object' ? JSON.stringify(inner) : String(inner)}`)
    .join(', ');
}
