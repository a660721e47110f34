import { markOf } from './redaction-mark.js';
import type { SecretNames } from './secret-names.js';

/** A name and what stands between it and its value: `name=`, `"name": `, `\"name\":\"`, `api key: `. */
const NAMED =
  /(?<![\w.-])((?:(?:api|access|private|secret|signing|encryption) )?[\w.-]{1,64})\\*["']?\s?(?:=>?|:=?)\s{0,2}/gi;
/** Values that are none, and those that are hidden already. */
const HARMLESS = /(?:null|undefined|none|nil|true|false)(?![\w-])|\\*["']?(?:[a-z]+ )?\[redacted:/iy;
const SCHEME = '(?:(?:bearer|basic|digest|token|apikey|negotiate) +)?';
const VALUE = new RegExp(`(\\\\+["'])[^]{0,4096}?\\1|"(?:[^"\\\\]|\\\\.)*"?|'[^']*'?|${SCHEME}[^\\s,;&"']+`, 'iy');
/** Cookies go on behind a semicolon. */
const COOKIES = /"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s,;"']+(?:; ?[^\s,;"']+)*/y;
const HIDDEN = markOf('secret_name');

/** Hides the values that a text gives for names of secrets: `password=…`, `"token": "…"`, `Cookie: …`, `?api_key=…`. */
export function redactNamedValues(text: string, names: SecretNames): string {
  let clean = '';
  let kept = 0;
  NAMED.lastIndex = 0;
  for (let found = NAMED.exec(text); found; found = NAMED.exec(text)) {
    const name = found[1]!;
    const start = NAMED.lastIndex;
    if (!names.has(name) || matchAt(HARMLESS, text, start)) continue;
    const value = matchAt(/cookies?$/i.test(name) ? COOKIES : VALUE, text, start);
    if (!value) continue;
    const quote = /^\\*["']/.exec(value)?.[0] ?? '';
    const closed = quote !== '' && value.length > quote.length && value.endsWith(quote);
    clean += text.slice(kept, start) + quote + HIDDEN + (closed ? quote : '');
    kept = start + value.length;
    NAMED.lastIndex = kept;
  }
  return kept === 0 ? text : clean + text.slice(kept);
}

function matchAt(sticky: RegExp, text: string, place: number): string | undefined {
  sticky.lastIndex = place;
  return sticky.exec(text)?.[0];
}
