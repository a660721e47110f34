import { Injectable, Logger } from '@nestjs/common';
import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Decisions, type DetectedDecision } from '../decisions/decisions.js';

/** Of so many values what was decided waits for the database; what is decided about more meanwhile is lost. */
const MOST_WAITING = 10_000;

interface Waiting {
  readonly decided: DetectedDecision;
  /** When it was decided, epoch ms: its end counts from there, however late it is written. */
  readonly at: number;
}

/** Writes what detections decide, one after the other. What is decided while the database is away is written when it is back. */
@Injectable()
export class DecisionWriter {
  private readonly logger = new Logger('security');
  private readonly waiting = new Map<string, Waiting>();
  private work: Promise<void> | undefined;

  constructor(private readonly decisions: Decisions) {}

  /** Returns at once. @param at epoch ms */
  decide(decided: DetectedDecision, at: number): void {
    const key = JSON.stringify([decided.scope, decided.value]);
    const before = this.waiting.get(key);
    if (before || this.waiting.size < MOST_WAITING) {
      // The one that ends later says all that the other does.
      if (!before || endOf(before) < endOf({ decided, at })) this.waiting.set(key, { decided, at });
      void this.write();
    } else this.lose(decided);
  }

  /** Writes what waits. Resolves when all of it is written, or the database is away. */
  write(): Promise<void> {
    this.work ??= this.writeAll().finally(() => (this.work = undefined));
    return this.work;
  }

  /** The last try: what still waits then is lost, and stands in the log. */
  async end(): Promise<void> {
    await this.work;
    await this.write();
    for (const { decided } of this.waiting.values()) this.lose(decided);
  }

  private async writeAll(): Promise<void> {
    // What is decided meanwhile comes at the end of the map, and gets its turn, too.
    for (const [key, waiting] of this.waiting) {
      try {
        await this.decisions.decide(waiting.decided, waiting.at);
      } catch (fault) {
        if (fault instanceof DatabaseUnavailable) return;
        this.lose(waiting.decided, fault);
      }
      if (this.waiting.get(key) === waiting) this.waiting.delete(key);
    }
  }

  private lose(decided: DetectedDecision, fault?: unknown): void {
    this.logger.error({ err: fault, ...decided }, 'a decision could not be stored');
  }
}

function endOf({ decided, at }: Waiting): number {
  return at + decided.seconds * 1000;
}
