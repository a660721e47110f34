import { checkLine } from '../../http/ingest.js';
import type { SecurityExceptionView } from './exception.dto.js';

/** What a rule is not to look at: a field of a route of a service. */
export type ExceptionPlace = Pick<SecurityExceptionView, 'service' | 'route' | 'rule_id' | 'field'>;

/** What of an event says where rules matched. Whoever sent it wrote `additional_data` as they liked. */
export interface MatchedEvent {
  service: string;
  endpoint: string | null;
  additional_data: Record<string, unknown> | null;
}

/** An inspected request matches a few rules; more than this are not read. */
const MAX_RULES = 50;
const MAX_ROUTE = 2048;
const MAX_RULE_ID = 128;
const MAX_FIELD = 256;

/**
 * The places where the rules that an event names (`additional_data.rules`, each with `id` and `field`) were wrong. None without a route
 * (`additional_data.route`, or else `endpoint`): what is harmless in one may be an attack in the next.
 */
export function exceptionsOfEvent({ service, endpoint, additional_data }: MatchedEvent): ExceptionPlace[] {
  const { route: named, rules } = additional_data ?? {};
  const route = lineOf(named, MAX_ROUTE) ?? lineOf(endpoint, MAX_ROUTE);
  if (route === undefined || !Array.isArray(rules)) return [];
  const places = new Map<string, ExceptionPlace>();
  for (const rule of (rules as unknown[]).slice(0, MAX_RULES)) {
    const { id, field: place } = (rule ?? {}) as Record<string, unknown>;
    const rule_id = lineOf(id, MAX_RULE_ID);
    const field = lineOf(place, MAX_FIELD);
    if (rule_id !== undefined && field !== undefined) {
      places.set(JSON.stringify([rule_id, field]), { service, route, rule_id, field });
    }
  }
  return [...places.values()];
}

function lineOf(value: unknown, maxLength: number): string | undefined {
  return typeof value === 'string' && checkLine(value, maxLength) === undefined ? value : undefined;
}
