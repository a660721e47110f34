/** The conditions of a statement and the values of its parameters, built together so that numbers and values agree. */
export class Conditions {
  private readonly parts: string[] = [];

  /** @param values those of other conditions of the same statement, which are added to */
  constructor(readonly values: unknown[] = []) {}

  /** Adds a condition; each `?` in it becomes the parameter of the next value. */
  add(condition: string, ...values: unknown[]): this {
    let next = 0;
    this.parts.push(condition.replace(/\?/g, () => this.parameter(values[next++])));
    return this;
  }

  /** The same, unless the value is undefined: for the optional parts of a filter. */
  addIfGiven(condition: string, value: unknown): this {
    return value === undefined ? this : this.add(condition, value);
  }

  /** From `startAt` up to and without `endAt`, epoch ms; an undefined end is open. */
  addTimeRange(column: string, startAt: number | undefined, endAt: number | undefined): this {
    if (startAt !== undefined) this.add(`${column} >= ?`, new Date(startAt));
    if (endAt !== undefined) this.add(`${column} < ?`, new Date(endAt));
    return this;
  }

  /** Takes in a value on its own. @returns its parameter */
  parameter(value: unknown): string {
    return `$${this.values.push(value)}`;
  }

  /** `where …`, or nothing. */
  get where(): string {
    return this.parts.length > 0 ? `where ${this.all}` : '';
  }

  /** All of them as one. */
  get all(): string {
    return this.parts.length > 0 ? this.parts.join(' and ') : 'true';
  }
}

/** The pattern for LIKE that finds a text anywhere, whatever characters it has. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
