import { listOf, oneOf, textOf } from '../app/search-params.js';
import { LEVELS, type LogLevel } from './log-level.js';

/** The ways to look at the log. */
export const VIEWS = ['lines', 'tail', 'patterns'] as const;
export type LogView = (typeof VIEWS)[number];

/** The service takes no more attributes at a time, of those that must be there and of those that must not. */
export const MAX_ATTRIBUTES = 5;

/** Which records are meant, by the names that the API has for it. */
export interface LogFilter {
  readonly search?: string;
  readonly service?: string;
  /** Or worse. */
  readonly level?: LogLevel;
  readonly trace_id?: string;
  readonly span_id?: string;
  readonly request_id?: string;
  /** Each as `name:value`. */
  readonly attribute?: readonly string[];
  readonly exclude?: readonly string[];
}

/** What the address of the page says. */
export interface LogSearch extends LogFilter {
  readonly view?: LogView;
  /** Fields that have a column of their own. */
  readonly columns?: readonly string[];
  /** Whether long lines are broken rather than cut. */
  readonly wrap?: 'on';
  /** The record whose neighbours are shown. */
  readonly line?: string;
}

/** Reads the page's address. */
export function readLogSearch(search: Readonly<Record<string, unknown>>): LogSearch {
  return {
    search: textOf(search.search),
    service: textOf(search.service),
    level: oneOf(LEVELS, search.level),
    trace_id: textOf(search.trace_id),
    span_id: textOf(search.span_id),
    request_id: textOf(search.request_id),
    attribute: attributesOf(search.attribute),
    exclude: attributesOf(search.exclude),
    view: oneOf(VIEWS, search.view),
    columns: listOf(search.columns),
    wrap: oneOf(['on'], search.wrap),
    line: textOf(search.line),
  };
}

function attributesOf(value: unknown): string[] | undefined {
  const all = listOf(value)?.filter((text) => text.indexOf(':') > 0);
  return all === undefined || all.length === 0 ? undefined : all.slice(0, MAX_ATTRIBUTES);
}

/** A filter as the API takes it. */
export interface LogQuery extends Omit<LogFilter, 'attribute' | 'exclude'> {
  readonly attribute?: string[];
  readonly exclude?: string[];
}

/** The filter alone, without how it is looked at. */
export function filterOf(search: LogSearch): LogQuery {
  const { service, level, trace_id, span_id, request_id, attribute, exclude } = search;
  return {
    search: search.search,
    service,
    level,
    trace_id,
    span_id,
    request_id,
    attribute: attribute && [...attribute],
    exclude: exclude && [...exclude],
  };
}

/** No filter at all. */
export const NO_FILTER: Readonly<Record<keyof LogFilter, undefined>> = {
  search: undefined,
  service: undefined,
  level: undefined,
  trace_id: undefined,
  span_id: undefined,
  request_id: undefined,
  attribute: undefined,
  exclude: undefined,
};

/** Whether anything narrows down what is meant. */
export function isFiltered(search: LogSearch): boolean {
  return Object.keys(NO_FILTER).some((name) => search[name as keyof LogFilter] !== undefined);
}

/** Asks for an attribute, or for records without it; it is then not asked for the other way round. */
export function withAttribute(search: LogSearch, side: 'attribute' | 'exclude', text: string): Partial<LogSearch> {
  const other = side === 'attribute' ? 'exclude' : 'attribute';
  return {
    [side]: [...(search[side] ?? []).filter((item) => item !== text), text].slice(-MAX_ATTRIBUTES),
    [other]: without(search[other], text),
  };
}

/** A list without one of its items; undefined when nothing is left. */
export function without(list: readonly string[] | undefined, item: string): readonly string[] | undefined {
  const rest = list?.filter((one) => one !== item);
  return rest === undefined || rest.length === 0 ? undefined : rest;
}
