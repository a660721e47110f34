import { checkJson } from '../../http/check-fields.js';
import { readBreadcrumbs } from './breadcrumbs.js';
import { isRecord, type JsonRecord, recordOf } from './json-record.js';

/** As much as the errors' own door takes. */
const MAX_CHARACTERS = 65_536;
/** What JSON puts around a field. */
const PUNCTUATION = 5;
/** Of a request's headers only these say something of an error that is no secret. */
const HARMLESS_HEADERS = ['accept', 'content-length', 'content-type', 'host', 'origin', 'referer', 'user-agent'];

/**
 * What an event tells beside the error itself, in the order in which it helps. What does not fit is left out, the oldest
 * breadcrumbs first. Cookies, bodies and most headers of the request are never kept.
 */
export function fittingDetails(
  event: JsonRecord,
  message: string | undefined,
  note: (fault: string) => void,
): Record<string, unknown> | undefined {
  const sdk = recordOf(event.sdk);
  const given: [string, unknown][] = [
    ['message', message],
    ['platform', event.platform],
    ['server_name', event.server_name],
    ['logger', event.logger],
    ['sdk', { name: sdk.name, version: sdk.version }],
    ['mechanism', mechanismOf(event)],
    ['request', requestOf(recordOf(event.request))],
    ['user', event.user],
    ['extra', event.extra],
    ['contexts', event.contexts],
    ['breadcrumbs', readBreadcrumbs(event.breadcrumbs)],
    ['modules', event.modules],
  ];
  const details: Record<string, unknown> = {};
  let left = MAX_CHARACTERS;
  for (const [name, value] of given) {
    if (isEmpty(value)) continue;
    const fault = isRecord(value) || Array.isArray(value) ? checkJson(name, value) : undefined;
    const length = fault ? Infinity : JSON.stringify(value).length + name.length + PUNCTUATION;
    if (length > left) {
      note(`its ${name} ${fault?.reason ?? 'does not fit beside the rest'}: it is left out`);
      continue;
    }
    details[name] = value;
    left -= length;
  }
  return Object.keys(details).length > 0 ? details : undefined;
}

function requestOf({ method, url, headers }: JsonRecord): object {
  const harmless = Object.entries(recordOf(headers)).filter(([name]) => HARMLESS_HEADERS.includes(name.toLowerCase()));
  return {
    ...(method ? { method } : {}),
    ...(typeof url === 'string' ? { url: withoutQuery(url) } : {}),
    ...Object.fromEntries(harmless),
  };
}

/** Queries hold tokens and names of people. */
export function withoutQuery(url: string): string {
  return url.split(/[?#]/, 1)[0]!;
}

/** How it came to be reported: whether it was handled. */
function mechanismOf(event: JsonRecord): unknown {
  const { values } = recordOf(event.exception);
  return Array.isArray(values) ? recordOf(values.at(-1)).mechanism : undefined;
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
