import { oneOf } from '../../app/search-params.js';

/** What the address of the page of decisions says. */
export interface DecisionSearch {
  /** Those that hold unless told. */
  readonly status?: 'past';
}

/** Reads the address of the page of decisions. */
export function readDecisionSearch(search: Readonly<Record<string, unknown>>): DecisionSearch {
  return { status: oneOf(['past'], search.status) };
}
