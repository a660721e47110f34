/** Goes through a pattern character by character. */
export class PatternReader {
  /** @param place where to start */
  constructor(
    private readonly pattern: string,
    private place = 0,
  ) {}

  get isAtEnd(): boolean {
    return this.place >= this.pattern.length;
  }

  /** The next character, or nothing at the end. */
  get next(): string {
    const code = this.pattern.codePointAt(this.place);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  read(): string {
    const { next } = this;
    this.place += next.length;
    return next;
  }

  /** Goes past the next character when it is this one. */
  take(character: string): boolean {
    if (this.next !== character) return false;
    this.place += character.length;
    return true;
  }

  /** Goes past what a sticky expression finds here. */
  match(expression: RegExp): RegExpExecArray | null {
    expression.lastIndex = this.place;
    const found = expression.exec(this.pattern);
    if (found) this.place += found[0].length;
    return found;
  }
}
