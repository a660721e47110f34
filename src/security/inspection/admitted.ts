/** What a route's DTO admits in a field. `identifier` is a slug or code, `enum` a word of a closed set, `text` prose. */
export const ADMITS = ['uuid', 'number', 'boolean', 'date', 'enum', 'identifier', 'text'] as const;
export type Admits = (typeof ADMITS)[number];

/** How a value is judged: not at all, by the next level's rules too, as any other, or by what counts in prose. */
export type Judgement = 'none' | 'strict' | 'plain' | 'prose';

/** What passes validation, and so cannot carry anything. */
const FITS = {
  uuid: /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i,
  number: /^[+-]?\d{1,30}(?:\.\d{1,30})?(?:e[+-]?\d{1,3})?$/i,
  boolean: /^(?:true|false|yes|no|on|off|[01])$/i,
  date: /^\d{4}-\d{2}(?:-\d{2})?(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/i,
  enum: /^[\w-]{1,64}$/,
};

/** What does not fit is refused by validation; it is judged strictly all the same: who sends it to an id means something by it. */
export function judgementOf(admits: Admits | undefined, value: string): Judgement {
  if (admits === undefined) return 'plain';
  if (admits === 'text') return 'prose';
  if (admits === 'identifier') return 'strict';
  return FITS[admits].test(value) ? 'none' : 'strict';
}
