/** What differs from line to line, the more telling first, and what stands for it in a pattern. */
const MASKS: readonly (readonly [placeholder: string, source: string])[] = [
  ['<text>', '"[^"]*"|`[^`]*`|(?<!\\w)\'[^\']*\'(?!\\w)'],
  [
    '<time>',
    '\\b\\d{4}-\\d{2}-\\d{2}(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:[.,]\\d+)?)?(?:Z|[+-]\\d{2}:?\\d{2})?)?(?![\\w-])',
  ],
  ['<time>', '\\b\\d{1,2}:\\d{2}:\\d{2}(?:[.,]\\d+)?\\b'],
  ['<uuid>', '\\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\\b'],
  ['<email>', '(?<![\\w.+-])[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+'],
  ['<ip>', '(?<![\\w.])(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d{1,5})?(?![\\w.]*\\d)'],
  [
    '<ip>',
    '(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){7}[0-9a-fA-F]{1,4}(?![\\w:])|(?<![\\w:])(?:[0-9a-fA-F]{1,4}:){1,6}(?::[0-9a-fA-F]{1,4}){1,6}(?![\\w:])',
  ],
  ['<hex>', '\\b0x[0-9a-fA-F]+\\b|\\b(?=[0-9a-fA-F]*\\d)(?=[0-9a-fA-F]*[a-fA-F])[0-9a-fA-F]{8,}\\b'],
  ['<id>', '\\b(?=[A-Za-z]*\\d)(?=\\d*[A-Za-z])[A-Za-z0-9]{10,}\\b'],
  ['<n>', '(?<![\\w.])-?\\d+(?:[.,]\\d+)*|\\d+(?:\\.\\d+)*'],
];
const ANY = new RegExp(MASKS.map(([, source]) => `(${source})`).join('|'), 'g');

/**
 * What a message has in common with others that say the same of something else: numbers, ids, addresses, times and quoted texts
 * become placeholders, and spaces one. `Payment 4711 took 3.2 s` and `Payment 9 took 12 s` are both `Payment <n> took <n> s`.
 */
export function maskMessage(message: string): string {
  return message
    .replace(ANY, (found, ...groups: unknown[]) => {
      const mask = MASKS[groups.indexOf(found)];
      return mask ? mask[0] : found;
    })
    .replace(/\s+/g, ' ')
    .trim();
}
