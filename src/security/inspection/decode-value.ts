/** What a value says once nothing is encoded in it, and what it was encoded with that nobody harmless uses. */
export interface DecodedValue {
  /** In small letters, with single blanks. */
  readonly text: string;
  readonly hasNull: boolean;
  readonly hasOverlong: boolean;
}

/** Who encodes four times is found by what is left. */
const MOST_ROUNDS = 4;

const ENCODED = /[%&\\\0\u0080-\uffff]/;
const UNPLAIN = /[%&\\\0\u0080-\uffff]|\s\s/;
const URL_ENCODED = /%u([0-9a-f]{4})|(?:%[0-9a-f]{2})+/gi;
const ENTITY = /&(?:#(?:x([0-9a-f]{1,6})|(\d{1,7}))|([a-z]{2,8}));?/gi;
const ESCAPE = /\\(?:u([0-9a-f]{4})|u\{([0-9a-f]{1,6})\}|x([0-9a-f]{2}))/gi;
/** Characters that browsers, databases and file systems read as others without NFKC saying so. */
const LOOKALIKE = /[\u02b9\u02bc\u2032\u2215\u2216]/g;
const LOOKALIKES: Record<string, string> = { ʹ: "'", ʼ: "'", '′': "'", '∕': '/', '∖': '\\' };
const UNUSUAL = /[\0\u0080-\uffff]/;
const INVISIBLE = /[\0\u00ad\u200b-\u200f\u2060\ufeff]/g;
const BLANKS = /\s{2,}/g;

/** Of HTML's names those of characters that rules look for. */
const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  tab: ' ',
  newline: '\n',
  nbsp: ' ',
  colon: ':',
  semi: ';',
  lpar: '(',
  rpar: ')',
  sol: '/',
  bsol: '\\',
  grave: '`',
  period: '.',
  comma: ',',
  equals: '=',
  dollar: '$',
  num: '#',
  lcub: '{',
  rcub: '}',
  lbrace: '{',
  rbrace: '}',
  vert: '|',
  percnt: '%',
};

/** Undoes URL, HTML and Unicode encoding, also one within the other. Takes linear time. */
export function decodeValue(raw: string): DecodedValue {
  if (!UNPLAIN.test(raw)) return { text: raw.toLowerCase(), hasNull: false, hasOverlong: false };
  const seen = { hasNull: false, hasOverlong: false };
  let text = raw;
  for (let round = 0; round < MOST_ROUNDS && ENCODED.test(text); round++) {
    const decoded = decodeOnce(text, seen);
    if (decoded === text) break;
    text = decoded;
  }
  return { text: text.toLowerCase().replace(BLANKS, oneBlank), ...seen };
}

function decodeOnce(text: string, seen: { hasNull: boolean; hasOverlong: boolean }): string {
  let decoded = text;
  if (decoded.includes('%'))
    decoded = decoded.replace(URL_ENCODED, (run: string, unicode: string | undefined) =>
      unicode === undefined ? decodeBytes(run, seen) : characterOf(Number.parseInt(unicode, 16), run),
    );
  if (decoded.includes('&')) decoded = decoded.replace(ENTITY, decodeEntity);
  if (decoded.includes('\\'))
    decoded = decoded.replace(ESCAPE, (whole: string, unit?: string, code?: string, byte?: string) =>
      characterOf(Number.parseInt((unit ?? code ?? byte)!, 16), whole),
    );
  if (UNUSUAL.test(decoded)) {
    if (decoded.includes('\0')) seen.hasNull = true;
    decoded = decoded
      .normalize('NFKC')
      .replace(LOOKALIKE, (one) => LOOKALIKES[one]!)
      .replace(INVISIBLE, '');
  }
  return decoded;
}

/** UTF-8, and what lax decoders make of bytes that are none: `%c0%af` is a slash to them (RFC 3629, section 10). */
function decodeBytes(run: string, seen: { hasOverlong: boolean }): string {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  let decoded = '';
  for (let i = 0; i < bytes.length; ) {
    const whole = bytes.subarray(i, i + lengthOf(bytes[i]!));
    const proper = whole.toString();
    const isProper = !proper.includes('\ufffd');
    const lax = isProper ? undefined : laxly(whole);
    if (lax !== undefined) seen.hasOverlong = true;
    decoded += isProper ? proper : (lax ?? String.fromCharCode(bytes[i]!));
    i += isProper || lax !== undefined ? whole.length : 1;
  }
  return decoded;
}

/** An ASCII character in more than one byte; undefined for anything else. */
function laxly(bytes: Uint8Array): string | undefined {
  if (bytes.length < 2 || bytes.length < lengthOf(bytes[0]!)) return undefined;
  const first = bytes[0]! & (0xff >> (bytes.length + 1));
  const code = bytes.subarray(1).reduce((sum, byte) => sum * 64 + (byte & 0x3f), first);
  return code < 0x80 ? String.fromCharCode(code) : undefined;
}

function lengthOf(first: number): number {
  return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

function decodeEntity(entity: string, hex?: string, decimal?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? entity;
  return characterOf(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16), entity);
}

function characterOf(code: number, otherwise: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}

/** A line break among blanks stays one: a shell ends a command there. */
function oneBlank(run: string): string {
  return run.includes('\n') ? '\n' : ' ';
}
