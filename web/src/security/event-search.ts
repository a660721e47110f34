import { SEVERITIES, type Severity } from '../api/alert.js';
import { listOf, oneOf, textOf } from '../app/search-params.js';

/** By what offenders can be told apart. */
export const OFFENDER_KEYS = ['ip_address', 'user_id', 'endpoint', 'user_agent'] as const;
export type OffenderKey = (typeof OFFENDER_KEYS)[number];

/** Which security events are meant, by the names that the API has for it. */
export interface EventFilter {
  readonly event_type?: readonly string[];
  /** Or worse. */
  readonly min_severity?: Severity;
  readonly ip_address?: string;
  readonly user_id?: string;
  readonly service?: string;
  readonly endpoint?: string;
  readonly user_agent?: string;
  readonly request_id?: string;
  readonly trace_id?: string;
  /** Only those that a person said were no attack, or only the others. */
  readonly false_positive?: 'true' | 'false';
}

/** What the address of the page of events says. */
export interface EventSearch extends EventFilter {
  /** What the chart is split by: severity unless told. */
  readonly split?: 'type';
  /** The id of the event that is open. */
  readonly event?: string;
}

/** What the address of the page of offenders says. */
export interface OffenderSearch extends EventFilter {
  readonly by?: OffenderKey;
}

type Values = Readonly<Record<string, unknown>>;

/** The service takes no more types at a time. */
const MAX_TYPES = 50;

function readFilter(search: Values): EventFilter {
  return {
    event_type: listOf(search.event_type)?.slice(0, MAX_TYPES),
    min_severity: oneOf(SEVERITIES, search.min_severity),
    ip_address: textOf(search.ip_address),
    user_id: textOf(search.user_id),
    service: textOf(search.service),
    endpoint: textOf(search.endpoint),
    user_agent: textOf(search.user_agent),
    request_id: textOf(search.request_id),
    trace_id: textOf(search.trace_id),
    false_positive: oneOf(['true', 'false'], search.false_positive),
  };
}

/** Reads the address of the page of events. */
export function readEventSearch(search: Values): EventSearch {
  return {
    ...readFilter(search),
    split: oneOf(['type'], search.split),
    event: textOf(search.event),
  };
}

/** Reads the address of the page of offenders. */
export function readOffenderSearch(search: Values): OffenderSearch {
  return { ...readFilter(search), by: oneOf(OFFENDER_KEYS, search.by) };
}

/** A filter as the API takes it: types with commas between them. */
export type EventQuery = Omit<EventFilter, 'event_type'> & { readonly event_type?: string };

/** The filter of an address, without how it is looked at. */
export function queryOf(search: EventFilter): EventQuery {
  const { event_type, ...rest } = readFilter({ ...search });
  return { ...rest, event_type: event_type?.join(',') };
}

/** No filter at all. */
export const NO_FILTER: EventFilter = {
  event_type: undefined,
  min_severity: undefined,
  ip_address: undefined,
  user_id: undefined,
  service: undefined,
  endpoint: undefined,
  user_agent: undefined,
  request_id: undefined,
  trace_id: undefined,
  false_positive: undefined,
};

/** Whether an address narrows the events down. */
export function isFiltered(search: EventFilter): boolean {
  return Object.values(readFilter({ ...search })).some((value) => value !== undefined);
}
