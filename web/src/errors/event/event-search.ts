import { oneOf, textOf } from '../../app/search-params.js';

const SPANS = ['all', 'range'] as const;
const STACKS = ['source', 'raw'] as const;

/** What the address of one group says: the event that is shown, and which of its events are listed. */
export interface EventSearch {
  /** The event; the newest when left out. */
  readonly event?: string;
  /** Whether only events of the page's time range are listed. */
  readonly span?: (typeof SPANS)[number];
  /** What narrows the list down: a name and its value. */
  readonly tag?: string;
  readonly value?: string;
  /** How the stack is shown. */
  readonly stack?: (typeof STACKS)[number];
}

/** Reads it. */
export function readEventSearch(search: Record<string, unknown>): EventSearch {
  return {
    event: textOf(search.event),
    span: oneOf(SPANS, search.span),
    tag: textOf(search.tag),
    value: textOf(search.value),
    stack: oneOf(STACKS, search.stack),
  };
}
