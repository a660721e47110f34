import { oneOf, textOf } from '../../app/search-params.js';

/** How one trace is looked at. */
export const VIEWS = ['waterfall', 'operations', 'events'] as const;
type View = (typeof VIEWS)[number];

/** What the address of a trace's page holds. */
export interface ViewSearch {
  readonly view?: View;
  /** Id of the span whose details are open. */
  readonly span?: string;
  /** What is looked for among the spans. */
  readonly find?: string;
}

export function readViewSearch({ view, span, find }: Record<string, unknown>): ViewSearch {
  return { view: oneOf(VIEWS, view), span: textOf(span), find: textOf(find) };
}
