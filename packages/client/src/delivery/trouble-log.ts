/** Where the client tells of its own trouble; Nest's Logger fits. */
export interface DeliveryLog {
  log(message: string): void;
  warn(message: string): void;
}

const EVERY_MS = 60_000;

/** Lets one line a minute through, of each level, and says how many it did not: an application's log is not for its monitoring. */
export class TroubleLog implements DeliveryLog {
  private readonly levels = { log: new Level(), warn: new Level() };

  constructor(
    private readonly sink: DeliveryLog,
    private readonly now = () => performance.now(),
  ) {}

  log(message: string): void {
    const line = this.levels.log.admit(message, this.now());
    if (line !== undefined) this.sink.log(line);
  }

  warn(message: string): void {
    const line = this.levels.warn.admit(message, this.now());
    if (line !== undefined) this.sink.warn(line);
  }
}

class Level {
  private toldAt = Number.NEGATIVE_INFINITY;
  private untold = 0;

  admit(message: string, now: number): string | undefined {
    if (now - this.toldAt < EVERY_MS) {
      this.untold += 1;
      return undefined;
    }
    const more = this.untold > 0 ? ` (and ${this.untold} more since the last of these lines)` : '';
    this.toldAt = now;
    this.untold = 0;
    return message + more;
  }
}
