/** What an expression is made of. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'operation';
      readonly operator: Operator;
      readonly left: Expression;
      readonly right: Expression;
    };

/** `+ - * /` */
export type Operator = '+' | '-' | '*' | '/';

/** An expression that cannot be read; the message says what and where. */
export class ExpressionFault extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|([A-Za-z_]\w*)|([-+*/()]))/y;
/** Each bracket costs the reader some of the stack. */
const MAX_DEPTH = 50;

interface Token {
  readonly text: string;
  readonly kind: 'number' | 'name' | 'sign';
  /** Position in the text, counted from 1. */
  readonly at: number;
}

/**
 * Reads `errors / (requests + 1) * 100`: numbers, names, `+ - * /` with their usual order, brackets and a leading minus.
 *
 * @throws ExpressionFault
 */
export function parseExpression(text: string): Expression {
  return new Parser(tokenize(text)).parse();
}

/** The names an expression refers to, each once. */
export function namesIn(expression: Expression): Set<string> {
  if (expression.kind === 'operation') {
    return new Set([...namesIn(expression.left), ...namesIn(expression.right)]);
  }
  return new Set(expression.kind === 'name' ? [expression.name] : []);
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (!found) throw new ExpressionFault(`cannot be read from character ${at + 1} on`);
    const [whole, number, name, sign] = found as [string, string?, string?, string?];
    const token = number ?? name ?? sign!;
    const kind = number === undefined ? (name === undefined ? 'sign' : 'name') : 'number';
    tokens.push({ text: token, kind, at: at + whole.length - token.length + 1 });
  }
  return tokens;
}

/** By recursive descent: a sum of products of factors. */
class Parser {
  private place = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  parse(): Expression {
    const expression = this.sum();
    const rest = this.tokens[this.place];
    if (rest) throw new ExpressionFault(`did not expect ${rest.text} at character ${rest.at}`);
    return expression;
  }

  private sum(): Expression {
    let left = this.product();
    for (let operator = this.take('+', '-'); operator; operator = this.take('+', '-')) {
      left = { kind: 'operation', operator: operator as Operator, left, right: this.product() };
    }
    return left;
  }

  private product(): Expression {
    let left = this.factor();
    for (let operator = this.take('*', '/'); operator; operator = this.take('*', '/')) {
      left = { kind: 'operation', operator: operator as Operator, left, right: this.factor() };
    }
    return left;
  }

  private factor(): Expression {
    if (++this.depth > MAX_DEPTH) throw new ExpressionFault(`is nested deeper than ${MAX_DEPTH} levels`);
    const factor = this.unnested();
    this.depth--;
    return factor;
  }

  private unnested(): Expression {
    if (this.take('-')) {
      return { kind: 'operation', operator: '-', left: { kind: 'number', value: 0 }, right: this.factor() };
    }
    if (this.take('(')) {
      const inner = this.sum();
      if (!this.take(')')) throw new ExpressionFault('lacks a closing bracket');
      return inner;
    }
    const token = this.tokens[this.place++];
    if (!token) throw new ExpressionFault('ends where a number, a name or a bracket must stand');
    if (token.kind === 'number') return { kind: 'number', value: Number(token.text) };
    if (token.kind === 'name') return { kind: 'name', name: token.text };
    throw new ExpressionFault(`did not expect ${token.text} at character ${token.at}`);
  }

  /** Goes past the next token when it is one of these signs. */
  private take(...signs: string[]): string | undefined {
    const token = this.tokens[this.place];
    if (token?.kind !== 'sign' || !signs.includes(token.text)) return undefined;
    this.place++;
    return token.text;
  }
}
