import { textOf } from '../../app/search-params.js';

/** A question in the words of an address. */
export type QuestionSearch = Readonly<Partial<Record<(typeof FIELDS)[number], string>>>;

const FIELDS = ['name', 'metric', 'formula', 'aggregation', 'tags', 'group_by', 'top', 'bottom', 'hide'] as const;

/** The words of an address that are about a question; whatever is no text is dropped. */
export function questionSearch(search: Readonly<Record<string, unknown>>): QuestionSearch {
  return Object.fromEntries(FIELDS.map((field) => [field, textOf(search[field])]));
}
