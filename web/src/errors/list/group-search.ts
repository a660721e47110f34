import { oneOf, textOf } from '../../app/search-params.js';

/** The tabs of the list of groups, in the order in which they matter. */
export const TABS = ['unresolved', 'new', 'escalating', 'regressed', 'ignored', 'resolved', 'all'] as const;
export type Tab = (typeof TABS)[number];
/** The orders of the list. */
export const SORTS = ['last_seen', 'first_seen', 'events', 'users'] as const;
export type GroupSort = (typeof SORTS)[number];
/** How bad an error may be, the worst first. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const;

/** What the address of the list says. */
export interface GroupSearch {
  /** Those that are unresolved when left out. */
  readonly tab?: Tab;
  readonly service?: string;
  readonly error_type?: string;
  readonly severity?: (typeof SEVERITIES)[number];
  readonly assignee?: string;
  readonly release?: string;
  readonly q?: string;
  /** The most recent first when left out. */
  readonly sort?: GroupSort;
}

/** Reads it. */
export function readGroupSearch(search: Record<string, unknown>): GroupSearch {
  return {
    tab: oneOf(TABS, search.tab),
    service: textOf(search.service),
    error_type: textOf(search.error_type),
    severity: oneOf(SEVERITIES, search.severity),
    assignee: textOf(search.assignee),
    release: textOf(search.release),
    q: textOf(search.q),
    sort: oneOf(SORTS, search.sort),
  };
}

/** The query of `GET /error-groups` that answers an address. */
export function groupQuery({ tab = 'unresolved', q, sort = 'last_seen', ...filter }: GroupSearch) {
  return {
    ...(tab === 'all' ? {} : isMark(tab) ? { mark: tab } : { status: tab }),
    ...selectionQuery({ q, ...filter }),
    sort,
  };
}

/** The query of `GET /error-groups/counts`: what narrows the list down beside the tab. */
export function selectionQuery({ service, error_type, severity, assignee, release, q }: GroupSearch) {
  return { service, error_type, severity, assignee, release, search: q?.slice(0, 256) };
}

/** Whether something beside the tab narrows the list down. */
export function isNarrowed({ tab: _tab, sort: _sort, ...filter }: GroupSearch): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

function isMark(tab: Tab): tab is 'new' | 'escalating' | 'regressed' {
  return tab === 'new' || tab === 'escalating' || tab === 'regressed';
}
