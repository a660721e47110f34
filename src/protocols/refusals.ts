/** Refusals told to the sender and the log with their reason; the others are only counted. */
const MAX_EXAMPLES = 5;
const MAX_LENGTH = 200;

/** What of a request could not be taken, and why. */
export class Refusals {
  /** Samples or data points that were refused. */
  count = 0;
  private readonly examples = new Set<string>();

  /** @param what names the series and its fault; it is cut to a line of bounded length */
  add(what: string, count = 1): void {
    this.count += count;
    if (this.examples.size >= MAX_EXAMPLES) return;
    this.examples.add(what.length > MAX_LENGTH ? `${what.slice(0, MAX_LENGTH)}…` : what);
  }

  /** Some of the reasons, as text. */
  get reasons(): string {
    return [...this.examples].join('; ');
  }
}
