import { attacks } from './attacks.js';

/** The first attack comes when the ordinary has been seen for a while. */
const FIRST_AFTER = 0.1;
/** Which of the attacks come together: who looks for weaknesses tries them next. */
const VISITS: readonly (readonly number[])[] = [[0, 1], [2], [3], [4], [6]];

/** Attacks the demo now and then: long enough apart for alerts to calm down between two attacks. */
export class Attacker {
  private timer: NodeJS.Timeout;
  private visits = 0;

  /** @param target URL of the students service @param everyMs from the beginning of one attack to the next */
  constructor(
    private readonly target: string,
    private readonly everyMs: number,
  ) {
    this.timer = setTimeout(() => this.visit(), everyMs * FIRST_AFTER);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private visit(): void {
    this.timer = setTimeout(() => this.visit(), this.everyMs);
    void this.attack(VISITS[this.visits++ % VISITS.length]!);
  }

  private async attack(kinds: readonly number[]): Promise<void> {
    try {
      for (const kind of kinds) await attacks[kind]!.run(this.target);
    } catch {
      // A service that is being stopped.
    }
  }
}
