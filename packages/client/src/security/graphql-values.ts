/**
 * A text in a GraphQL document. Among its arguments: the argument's name, with those of the fields of input objects after dots, and what it says.
 * Of its comments: `comment`, and what stands behind the `#`.
 */
export type GraphqlValue = readonly [name: string, value: string];

/** Longer documents are read as any other text, as are those with more texts: nothing hides behind many. */
const MOST_READ = 65_536;
const MOST_VALUES = 64;
const MOST_DEPTH = 64;
const BEGINNING = /^[\s\uFEFF,]*(?:\{|#|query\b|mutation\b|subscription\b|fragment\b)/;
const IGNORED = /[\s,\uFEFF]+|#[^\n\r]*/y;
const TOKEN =
  /\.{3}|[!$&()[\]{}:=@|]|[_a-z]\w*|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?|"""(?:[^"\\]|\\.|"{1,2}(?!"))*"""|"(?:[^"\\\n\r]|\\.)*"/isy;
const NAME = /^[_a-z]/i;
const NUMBER = /^[-\d]/;
const ESCAPES: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * Reads a GraphQL document (https://spec.graphql.org/October2021/, executable definitions): its own syntax is no attack, whatever it looks like;
 * what can be one are the texts in it. Takes time linear in its length. Read here, not by the package `graphql`: most services have none, and two
 * of its copies in one application do not bear each other.
 *
 * @returns at most 64 texts; undefined for what is no such document
 */
export function graphqlValues(text: string): GraphqlValue[] | undefined {
  if (text.length > MOST_READ || !BEGINNING.test(text)) return undefined;
  try {
    return new GraphqlDocument(text).read();
  } catch (fault) {
    if (fault instanceof NoDocument) return undefined;
    throw fault;
  }
}

class NoDocument extends Error {}

class GraphqlDocument {
  private readonly values: GraphqlValue[] = [];
  private at = 0;
  private depth = 0;
  /** The next one; empty at the end. */
  private token = '';

  constructor(private readonly text: string) {
    this.next();
  }

  read(): GraphqlValue[] {
    do this.definition();
    while (this.token !== '');
    return this.values;
  }

  private definition(): void {
    if (this.take('fragment')) {
      this.name();
      this.expect('on');
      this.name();
    } else if (this.token !== '{') {
      if (!['query', 'mutation', 'subscription'].includes(this.next())) throw new NoDocument();
      if (this.isName()) this.name();
      if (this.take('(')) this.until(')', () => this.variable());
    }
    this.directives();
    this.selections();
  }

  private variable(): void {
    this.expect('$');
    const name = this.name();
    this.expect(':');
    this.type();
    if (this.take('=')) this.value(name);
    this.directives();
  }

  private type(): void {
    if (this.take('[')) {
      this.within(() => this.type());
      this.expect(']');
    } else this.name();
    this.take('!');
  }

  private selections(): void {
    this.expect('{');
    this.within(() => this.until('}', () => this.selection()));
  }

  private selection(): void {
    if (this.take('...')) this.spread();
    else this.field();
  }

  /** `...facts`, `... on Student { name }`, `... { name }` */
  private spread(): void {
    const isInline = this.take('on') || !this.isName();
    if (this.isName()) this.name();
    this.directives();
    if (isInline) this.selections();
  }

  private field(): void {
    this.name();
    if (this.take(':')) this.name();
    this.arguments();
    this.directives();
    if (this.token === '{') this.selections();
  }

  private arguments(): void {
    if (this.take('(')) this.until(')', () => this.argument(''));
  }

  private argument(within: string): void {
    const name = this.name();
    this.expect(':');
    this.value(within === '' ? name : `${within}.${name}`);
  }

  private directives(): void {
    while (this.take('@')) {
      this.name();
      this.arguments();
    }
  }

  private value(name: string): void {
    if (this.take('$')) this.name();
    else if (this.take('[')) this.within(() => this.until(']', () => this.value(name), 0));
    else if (this.take('{')) this.within(() => this.until('}', () => this.argument(name), 0));
    else if (this.token.startsWith('"')) this.tell(name, textOf(this.next()));
    else if (this.isName() || NUMBER.test(this.token)) this.next();
    else throw new NoDocument();
  }

  private tell(name: string, text: string): void {
    if (this.values.length === MOST_VALUES) throw new NoDocument();
    this.values.push([name, text]);
  }

  /** So many of something as there are up to the end. */
  private until(end: string, one: () => void, least = 1): void {
    for (let count = 0; count < least || this.token !== end; count++) one();
    this.next();
  }

  private within(inner: () => void): void {
    if (++this.depth > MOST_DEPTH) throw new NoDocument();
    inner();
    this.depth--;
  }

  private isName(): boolean {
    return NAME.test(this.token);
  }

  private name(): string {
    if (!this.isName()) throw new NoDocument();
    return this.next();
  }

  private expect(token: string): void {
    if (!this.take(token)) throw new NoDocument();
  }

  private take(token: string): boolean {
    if (this.token !== token) return false;
    this.next();
    return true;
  }

  /** @returns the token before */
  private next(): string {
    const before = this.token;
    this.skip();
    if (this.at === this.text.length) this.token = '';
    else {
      TOKEN.lastIndex = this.at;
      const found = TOKEN.exec(this.text);
      if (!found) throw new NoDocument();
      this.token = found[0];
      this.at = TOKEN.lastIndex;
    }
    return before;
  }

  /** Blanks, commas and comments. What a comment says is told: where the text is no document to whoever gets it, an attack may stand there. */
  private skip(): void {
    IGNORED.lastIndex = this.at;
    for (let found = IGNORED.exec(this.text); found; found = IGNORED.exec(this.text)) {
      this.at = IGNORED.lastIndex;
      if (found[0].length > 1 && found[0].startsWith('#')) this.tell('comment', found[0].slice(1));
    }
  }
}

function textOf(literal: string): string {
  if (literal.startsWith('"""')) return literal.slice(3, -3).replaceAll('\\"""', '"""');
  return literal
    .slice(1, -1)
    .replace(/\\(?:u\{([\da-f]{1,6})\}|u([\da-f]{4})|(.))/gi, (_, long?: string, short?: string, one?: string) => {
      if (one !== undefined) return ESCAPES[one] ?? one;
      const code = Number.parseInt((long ?? short)!, 16);
      return code > 0x10_ff_ff ? '' : String.fromCodePoint(code);
    });
}
