import type { RedactionRule } from '../config/redaction-rules.js';
import { CARD_HINT, isCardNumber, redactCards } from './card-numbers.js';
import { redactNamedValues } from './named-values.js';
import { markOf } from './redaction-mark.js';
import { SecretNames } from './secret-names.js';

/** How one rule finds secrets in a text. */
interface TextRule {
  /** What every text that the rule changes has in it, in small letters: the source of a regular expression. */
  readonly hint: string;
  readonly redact: (text: string) => string;
}

/** Keys that tell whose they are by how they begin. */
const KEYS = [
  '(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])', // Amazon
  'gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\\w{22,255}',
  'glpat-[\\w-]{20,}',
  'xox[abeprs]-[\\w-]{10,}', // Slack
  '(?:[sr]k_(?:live|test)|whsec)_[A-Za-z0-9]{16,}', // Stripe
  'AIza[\\w-]{35}', // Google
  'sk-[\\w-]{20,}', // OpenAI, Anthropic
  'SG\\.[\\w-]{16,}\\.[\\w-]{16,}', // SendGrid
  'npm_[A-Za-z0-9]{36}',
  'ocm_[\\w-]{16,}', // ingest keys of this service
];
const API_KEY = new RegExp(`(?<![\\w-])(?:${KEYS.join('|')})`, 'g');
const PRIVATE_KEY = /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,32}PRIVATE KEY-----|$)/g;
const JWT = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g;
const CREDENTIALS = /\b(bearer|basic) {1,4}([\w.~+/-]{8,}=*)/gi;
const URL_PASSWORD = /(:\/\/[^\s/:@?#]*):([^\s/@]+)@/g;

/** Hides secrets in texts and structures. Every text is first looked through once for a hint of any; most have none. */
export class Redactor {
  private readonly rules: readonly TextRule[];
  private readonly names: SecretNames | undefined;
  private readonly hints: RegExp | undefined;
  private readonly cards: boolean;

  /** @param names of more secrets @param shapes of more secrets, as {@link shapeRule} takes them */
  constructor(rules: readonly RedactionRule[], names: readonly string[] = [], shapes: readonly string[] = []) {
    this.names = rules.includes('secret_name') ? new SecretNames(names) : undefined;
    this.cards = rules.includes('card_number');
    const fixed = rules.map((rule) => textRule(rule, this.names));
    this.rules = shapes.length > 0 ? [...fixed, shapeRule(shapes)] : fixed;
    if (this.rules.length > 0) this.hints = new RegExp(this.rules.map(({ hint }) => hint).join('|'));
  }

  text(text: string): string {
    // Made small first: to ignore case takes the search twice as long.
    if (!this.hints?.test(text.toLowerCase())) return text;
    return this.rules.reduce((clean, rule) => rule.redact(clean), text);
  }

  /** A value of JSON, and everything in it; the very same when there is nothing to hide. */
  value<T>(value: T): T {
    if (typeof value === 'string') return this.text(value) as T;
    if (typeof value === 'number') return this.number(value) as T;
    return typeof value === 'object' && value !== null ? (this.structure(value) as T) : value;
  }

  private number(value: number): number | string {
    return this.cards && value > 1e12 && isCard(value) ? markOf('card_number') : value;
  }

  private structure(value: object): object {
    const named = Array.isArray(value) ? undefined : this.names;
    let copy: Record<string, unknown> | undefined;
    for (const key of Object.keys(value)) {
      const inner = (value as Record<string, unknown>)[key];
      const clean = named?.has(key) ? hidden(inner) : this.value(inner);
      if (clean === inner) continue;
      copy ??= copyOf(value);
      copy[key] = clean;
    }
    return copy ?? value;
  }
}

function copyOf(value: object): Record<string, unknown> {
  return (Array.isArray(value) ? [...value] : { ...value }) as unknown as Record<string, unknown>;
}

function hidden(value: unknown): unknown {
  return value === null || value === '' || typeof value === 'boolean' ? value : markOf('secret_name');
}

function isCard(value: number): boolean {
  return Number.isSafeInteger(value) && isCardNumber(String(value));
}

function textRule(rule: RedactionRule, names: SecretNames | undefined): TextRule {
  const mark = markOf(rule);
  switch (rule) {
    case 'url_password':
      return { hint: '://[^\\s/@]*@', redact: (text) => text.replace(URL_PASSWORD, `$1:${mark}@`) };
    case 'bearer_token':
      return { hint: '(?:bearer|basic) ', redact: (text) => text.replace(CREDENTIALS, hideCredentials) };
    case 'jwt':
      return { hint: 'eyj', redact: (text) => text.replace(JWT, mark) };
    case 'api_key':
      return {
        hint: 'a[ks]ia[0-9a-z]{16}|gh[pousr]_|github_pat_|glpat-|xox|[sr]k_|whsec_|aiza|sk-|sg\\.|npm_|ocm_|-----begin',
        redact: (text) => text.replace(API_KEY, mark).replace(PRIVATE_KEY, mark),
      };
    case 'card_number':
      return { hint: CARD_HINT, redact: redactCards };
    case 'secret_name':
      return { hint: names!.hint, redact: (text) => redactNamedValues(text, names!) };
  }
}

/** "Bearer authentication" and "basic understanding" are none. */
function hideCredentials(all: string, scheme: string, value: string): string {
  const secret = /^bearer$/i.test(scheme)
    ? /\d/.test(value) || value.length >= 20
    : Buffer.from(value, 'base64').includes(':');
  return secret ? `${scheme} ${markOf('bearer_token')}` : all;
}

/** A rule for words of given shapes: `#` stands for a digit, `?` for a letter or digit, everything else for itself. */
function shapeRule(shapes: readonly string[]): TextRule {
  const sources = shapes.map(shapeSource);
  const pattern = new RegExp(`(?<![A-Za-z0-9])(?:${sources.join('|')})(?![A-Za-z0-9])`, 'g');
  const hint = shapes.map((shape) => shapeSource(shape.toLowerCase())).join('|');
  return { hint, redact: (text) => text.replace(pattern, markOf('shape')) };
}

function shapeSource(shape: string): string {
  return shape.replace(/[^A-Za-z0-9]/g, (one) => (one === '#' ? '\\d' : one === '?' ? '[A-Za-z0-9]' : `\\${one}`));
}
