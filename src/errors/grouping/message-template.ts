/** The first part of a message decides: what follows is usually a dump of data. */
const MESSAGE_COMPARED = 1000;

/** What differs from one event to the next, and what stands for it. Applied in order, to at most 1,000 characters. */
const VARYING: [RegExp, string][] = [
  // What a JSON parser stumbled over.
  [/^(?:Unexpected|Expected|Unterminated|Bad|No) .*\bJSON\b.*$|^JSON(?:\.parse| Parse error): .*$/, 'invalid JSON'],
  // Engines name the variable, which a minifier renames, and each says it in its own words.
  [
    /\b(?:cannot|can't) (?:read|set) propert(?:y|ies) of (null|undefined) \((?:reading|setting) '([^']*)'\)/gi,
    '$1 has no $2',
  ],
  [/\bcan't access property "([^"]*)", \S+ is (null|undefined)/g, '$2 has no $1'],
  [/\b(null|undefined) is not an object \(evaluating '[^']*\.([\w$]+)'\)/g, '$1 has no $2'],
  [/(?<![\w$.@])(?:[\w$]{1,2}\.)+(?=[\w$.]{3,100} is (?:null|undefined|not )\b)/g, ''],
  [
    /(?<![\w$.@])[\w$]{1,2} is (?=(?:null|undefined|not (?:a |an )?(?:function|defined|iterable|constructor|object))\b)/g,
    '<name> is ',
  ],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<uuid>'],
  [/\b[a-z][a-z0-9+.-]*:\/\/[^\s'"<>]+/gi, '<url>'],
  [/[\w.+-]+@[\w-]+\.[\w.-]+/g, '<email>'],
  [/\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?|\b\d{4}-\d{2}-\d{2}\b/g, '<time>'],
  [/"[^"\n]*"|(?<!\w)'[^'\n]*'(?!\w)|`[^`\n]*`|«[^»\n]*»|“[^”\n]*”|‘[^’\n]*’/g, '<value>'],
  [/(?<![\w/.<])(?:[a-z]:[\\/]|~?\/|\.{1,2}\/)[\w.@%+-]+(?:[\\/][\w.@%+-]*)*/gi, '<path>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?::\d+)?(?![\w:])/gi, '<ip>'],
  [/\b0x[0-9a-f]+\b|\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}\b/gi, '<hex>'],
  // Words of letters and digits, which are no constant (`ERR_HTTP2_X`) and do not just end in a number (`sha256`).
  [/\b(?![A-Z\d]+_[A-Z_\d]+\b|[A-Za-z]+\d+\b)(?=[A-Za-z_-]*\d)[A-Za-z][\w-]{5,}\b/g, '<id>'],
  [
    /[+-]?\b\d+(?:[.,]\d+)*(?: (?:[kKMGT]i?B|ms|s|h|min|sec|seconds?|minutes?|hours?|bytes)\b|[a-zA-Zµ%]{0,3}\b)?/g,
    '<number>',
  ],
  [/[+-]?\d+(?:[.,]\d+)*/g, '<number>'],
  [/\s+/g, ' '],
  // Lists of any length.
  [/(<(?:number|value|id|uuid|hex|ip|email|url|path|time)>)(?:[,;/|]? ?\1)+/g, '$1'],
];

/** The first line of a message with what varies from one event to the next replaced by a placeholder. */
export function normalizeMessage(message: string): string {
  let normal = message.slice(0, MESSAGE_COMPARED).trimStart().split('\n', 1)[0]!;
  for (const [pattern, placeholder] of VARYING) normal = normal.replace(pattern, placeholder);
  return normal.trim();
}
