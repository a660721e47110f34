/** Refusals told to the sender and the log with their reason; the others are only counted. */
const MAX_EXAMPLES = 5;
const MAX_LENGTH = 200;

/** What of a request could not be taken, and why. */
export class Refusals {
  /** Samples or data points that were refused. */
  count = 0;
  private readonly examples = new Set<string>();

  /** Counts as many as refused. @param fault as in {@link note} */
  add(fault: string, count = 1): void {
    this.count += count;
    this.note(fault);
  }

  /** @param fault names what is at fault and why; it is cut to a line of bounded length */
  note(fault: string): void {
    if (this.examples.size >= MAX_EXAMPLES) return;
    this.examples.add(fault.length > MAX_LENGTH ? `${fault.slice(0, MAX_LENGTH)}…` : fault);
  }

  /** Some of the reasons, as text. */
  get reasons(): string {
    return [...this.examples].join('; ');
  }
}
