/** Ends of names of secrets, once words are joined with `_`. */
const KEYS = '(?:api|access|private|secret|signing|encryption|ingest)';
const SECRETS =
  'token|(?:passw(?:or)?d|passphrase|secret|cookie|credential|authorization|' +
  `${KEYS}_?key|(?:^|_)(?:pwd|cvv|cvc))s?`;
const HINT = `passw|passphrase|pwd|secret|token|cookie|credential|authorization|cvv|cvc|${KEYS}[^a-z0-9]{0,3}key`;
/** What may stand behind: the secret is still one. */
const TAIL = '(?:_(?:hash|value|header|text|confirmation))?_?\\d*$';

/** A longer name is judged by its end. */
const MAX_NAME = 128;
/** Names are few, and the same again and again; a sender that makes up new ones fills no memory. */
const MAX_KNOWN = 10_000;

/**
 * Tells names of secrets (of attributes, headers, parameters) from others: `password`, `clientSecret`, `X-API-Key`,
 * `http.request.header.authorization`, `refresh_token`, but not `token_count` or `secretary`.
 */
export class SecretNames {
  /** What every name of a secret has in it, in small letters: the source of a regular expression. */
  readonly hint: string;
  private readonly pattern: RegExp;
  private readonly known = new Map<string, boolean>();

  /** @param own names of more secrets: `national_id` stands for `nationalId` and `student-national-id` too */
  constructor(own: readonly string[] = []) {
    const names = own.map(joined).filter((name) => name !== '');
    const ends = [SECRETS, ...names.map((name) => `(?:^|_)${name}`)];
    this.pattern = new RegExp(`(?:${ends.join('|')})${TAIL}`);
    this.hint = [HINT, ...names.map(longestWord)].join('|');
  }

  has(name: string): boolean {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const secret = this.pattern.test(joined(name.slice(-MAX_NAME)));
    if (name.length <= MAX_NAME && this.known.size < MAX_KNOWN) this.known.set(name, secret);
    return secret;
  }
}

/** `X-API-Key`, `xApiKey` and `x.api key` alike become `x_api_key`. */
function joined(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(?=\p{Lu})/gu, '$1_')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();
}

function longestWord(name: string): string {
  return name.split('_').reduce((longest, word) => (word.length > longest.length ? word : longest));
}
