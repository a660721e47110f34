/**
 * What differs between two calls of the same kind: values in statements, ids in addresses, and comments, which may hold the trace's own ids.
 * What does not end goes on to the end of the text, so that each character is looked at once.
 */
const VALUES = new RegExp(
  [
    String.raw`\/\*[^]*?(?:\*\/|$)`,
    "'(?:[^']|'')*(?:'|$)",
    String.raw`\$\d+`,
    String.raw`\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b`,
    String.raw`\b0x[\da-f]+\b`,
    String.raw`\b(?=[a-f]*\d)[\da-f]{16,}\b`,
    String.raw`\b\d+(?:\.\d+)?(?:e[+-]?\d+)?\b`,
  ].join('|'),
  'gi',
);

/** Values in brackets, however many: what follows `in`, the arguments of a function, a row to insert. */
const LIST = /\( ?-?\?(?: ?, ?-?\?)* ?\)/g;
const LISTS = /\(\?\)(?: ?, ?\(\?\))+/g;

/** A statement, address or name without what differs between calls of the same kind: `select * from fees where id in (?)`. */
export function normaliseCall(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text.replace(/[?#].*/s, '') : text;
  return address
    .replace(VALUES, (value) => (value.startsWith('/*') ? ' ' : '?'))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(LIST, '(?)')
    .replace(LISTS, '(?)');
}
