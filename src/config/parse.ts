import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isIP } from 'node:net';

/** Parsers of single variables. Each returns the value or throws an Expectation that says what was expected. */
export class Expectation extends Error {}

type Parser<T> = (given: string) => T;

export const text: Parser<string> = (given) => given;

export function integer(min: number, max: number): Parser<number> {
  return (given) => {
    const value = Number(given);
    if (!/^-?\d+$/.test(given) || value < min || value > max) {
      throw new Expectation(`a whole number from ${min} to ${max}`);
    }
    return value;
  };
}

export function fraction(given: string): number {
  const value = Number(given);
  if (!/^\d*\.?\d+$/.test(given) || value > 1) throw new Expectation('a number from 0 to 1');
  return value;
}

export function flag(given: string): boolean {
  if (/^(true|1|yes|on)$/i.test(given)) return true;
  if (/^(false|0|no|off)$/i.test(given)) return false;
  throw new Expectation('true or false');
}

export function oneOf<const T extends string>(...values: T[]): Parser<T> {
  return (given) => {
    const value = values.find((candidate) => candidate === given.toLowerCase() || candidate === given);
    if (value === undefined) throw new Expectation(`one of ${values.join(', ')}`);
    return value;
  };
}

/** An IANA name, such as `Africa/Harare`; an offset knows no daylight saving. */
export function timeZone(given: string): string {
  try {
    if (/^[a-z]/i.test(given) && new Intl.DateTimeFormat('en', { timeZone: given })) return given;
  } catch {
    // It is none.
  }
  throw new Expectation('a time zone, such as Africa/Harare');
}

/** Some of the values with commas between them, or `none`; in the order of the values. */
export function someOf<const T extends string>(values: readonly T[]): Parser<T[]> {
  return (given) => {
    const names = given === 'none' ? [] : listed(given);
    if (!names.every((name) => values.some((value) => value === name))) {
      throw new Expectation(`none, or some of ${values.join(', ')} with commas between them`);
    }
    return values.filter((value) => names.includes(value));
  };
}

/** Names with commas between them, each with a letter or digit in it. */
export function names(given: string): string[] {
  const list = listed(given);
  if (!list.every((name) => /[\p{L}\p{N}]/u.test(name) && name.length <= 128)) {
    throw new Expectation('names with commas between them');
  }
  return list;
}

/** Shapes of words with commas between them: `#` for a digit, `?` for a letter or digit, everything else for itself. */
export function shapes(given: string): string[] {
  const list = listed(given);
  if (list.length > 32 || !list.every((shape) => /^[\x20-\x7e]{4,64}$/.test(shape))) {
    throw new Expectation('up to 32 shapes of 4 to 64 characters with commas between them, such as STU-######');
  }
  return list;
}

function listed(given: string): string[] {
  return given.split(',').map((item) => item.trim());
}

/** Paths with commas between them. */
export function paths(given: string): string[] {
  return listed(given);
}

export function url(...protocols: string[]): Parser<string> {
  return (given) => {
    const parsed = URL.canParse(given) ? new URL(given) : undefined;
    if (!parsed || !protocols.includes(parsed.protocol.slice(0, -1))) {
      throw new Expectation(`a URL that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`);
    }
    return given.replace(/\/+$/, '');
  };
}

/** An OpenID provider's issuer, to the letter (OpenID Connect Discovery 4.3), by TLS unless it is on this machine. */
export function issuer(given: string): string {
  const parsed = URL.canParse(given) ? new URL(given) : undefined;
  const isLocal = parsed?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(parsed.hostname);
  if ((parsed?.protocol !== 'https:' && !isLocal) || parsed.search || parsed.hash) {
    throw new Expectation('a URL that starts with https:// and has neither query nor fragment');
  }
  return given;
}

/** Scopes of OpenID Connect with spaces between them. */
export function scopes(given: string): string {
  if (!/^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/.test(given) || !given.split(' ').includes('openid')) {
    throw new Expectation('scopes with spaces between them, openid among them');
  }
  return given;
}

/** Origins of web pages (RFC 6454) with commas between them. */
export function origins(given: string): string[] {
  const list = listed(given);
  if (!list.every((item) => /^https?:/.test(item) && URL.canParse(item) && new URL(item).origin === item)) {
    throw new Expectation('origins with commas between them, such as https://portal.example.org');
  }
  return list;
}

/** Not a WHATWG URL: `postgresql://user@/name?host=/a/socket/folder` has no host part. */
export function databaseUrl(given: string): string {
  if (!/^postgres(ql)?:\/\/\S+$/.test(given)) throw new Expectation('a URL that starts with postgresql://');
  return given;
}

const ADDRESS = /^[^\s@<>,]+@[^\s@<>,]+$/;

export function isMailAddress(given: string): boolean {
  return ADDRESS.test(given);
}

export function mailAddress(given: string): string {
  if (!ADDRESS.test(given)) throw new Expectation('an e-mail address');
  return given;
}

export function mailAddresses(given: string): string[] {
  const list = given.split(',').map((item) => item.trim());
  if (!list.every((item) => ADDRESS.test(item))) throw new Expectation('e-mail addresses with commas between them');
  return list;
}

/** HTTP headers as a JSON object of strings. */
export function headers(given: string): Record<string, string> {
  const value = parseJson(given);
  if (!isObject(value) || Object.entries(value).some(([name, item]) => headerFault(name, item) !== undefined)) {
    throw new Expectation('a JSON object of HTTP headers, such as {"Authorization": "Bearer token"}');
  }
  return value as Record<string, string>;
}

/** These belong to the connection, not to the sender. */
const CONNECTION_HEADERS = [
  'connection',
  'content-length',
  'expect',
  'host',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

/** Why this cannot be sent as a header, if so. */
export function headerFault(name: string, value: unknown): string | undefined {
  if (CONNECTION_HEADERS.includes(name.toLowerCase())) return 'cannot be set';
  if (typeof value !== 'string') return 'must be a string';
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return undefined;
  } catch {
    return 'is not a header that HTTP allows';
  }
}

const PHONE_NUMBER = /^\+[1-9]\d{6,14}$/;

/** Whether it is a telephone number in international form (E.164). */
export function isPhoneNumber(given: string): boolean {
  return PHONE_NUMBER.test(given);
}

export function phoneNumbers(given: string): string[] {
  const list = listed(given);
  if (!list.every(isPhoneNumber)) {
    throw new Expectation('telephone numbers with their countries and commas between them, such as +263771234567');
  }
  return list;
}

/** IP addresses and ranges of them in CIDR notation. */
export function addressRanges(given: string): { address: string; prefix: number }[] {
  return listed(given).map((item) => {
    const [, address = '', digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(item) ?? [];
    const longest = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
    const prefix = digits === undefined ? longest : Number(digits);
    if (longest < 0 || prefix > longest) {
      throw new Expectation('IP addresses or ranges with commas between them, such as 169.254.10.0/24');
    }
    return { address, prefix };
  });
}

/** Which traces are always kept: those that fit everything one of the rules says. */
export interface KeepRule {
  /** A service that took part. */
  readonly service?: string;
  /** The root's operation. */
  readonly operation?: string;
  /** How long it took at least. */
  readonly min_duration_ms?: number;
}

/** A JSON array of rules, each of which says something. */
export function keepRules(given: string): KeepRule[] {
  const types: Record<string, string> = { service: 'string', operation: 'string', min_duration_ms: 'number' };
  const rules = parseJson(given);
  const isRule = (rule: unknown) =>
    isObject(rule) &&
    Object.keys(rule).length > 0 &&
    Object.entries(rule).every(([name, value]) => typeof value === types[name]);
  if (!Array.isArray(rules) || !rules.every(isRule)) {
    throw new Expectation(
      'a JSON array of rules with service, operation or min_duration_ms, such as [{"service": "billing", "min_duration_ms": 200}]',
    );
  }
  return rules as KeepRule[];
}

/** Undefined for what is no JSON. */
export function parseJson(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `name=url` with commas between them, each name once. */
export function namedUrls(given: string): Record<string, string> {
  const named: Record<string, string> = {};
  for (const item of given.split(',')) {
    const [, name, target] = /^\s*([\w.-]{1,128})=(https?:\/\/\S+?)\s*$/.exec(item) ?? [];
    if (!name || !target || !URL.canParse(target) || Object.hasOwn(named, name)) {
      throw new Expectation('name=url with commas between them, each name once and each URL with http:// or https://');
    }
    named[name] = target;
  }
  return named;
}

/** A secret long enough for HMAC-SHA256 (RFC 7518 section 3.2 asks for 256 bits). */
export function secret(given: string): string {
  if (Buffer.byteLength(given) < 32) throw new Expectation('at least 32 bytes');
  return given;
}

/** Secrets with commas between them, each long enough. */
export function secrets(given: string): string[] {
  const list = listed(given);
  if (!list.every((item) => Buffer.byteLength(item) >= 32)) {
    throw new Expectation('keys of at least 32 bytes with commas between them');
  }
  return list;
}
