import type { AuditEntryView } from '../audit.dto.js';
import type { Checkpoint } from '../checkpoints/checkpoint.js';
import { CHAIN_START, type ChainBreak, type ChainPoint, checkLink } from './check-chain.js';

/** What is known of checkpoints' signatures. */
export interface SignatureCheck {
  isOwn(checkpoint: Checkpoint): boolean;
  verifies(checkpoint: Checkpoint): boolean;
}

/**
 * Goes along the chain from its first entry, or from the last cut, and stops at the first thing that is not what was written. Checkpoints of
 * another key say nothing that could be relied on: they are counted, and passed over.
 */
export class ChainWalk {
  entries = 0;
  checkpoints = 0;
  foreignCheckpoints = 0;
  broken: ChainBreak | undefined;
  private point: ChainPoint;
  private readonly ahead: Checkpoint[];

  /** @param checkpoints all there are, from the database and from elsewhere */
  constructor(checkpoints: readonly Checkpoint[], signatures: SignatureCheck) {
    const own = checkpoints.filter((checkpoint) => signatures.isOwn(checkpoint));
    this.foreignCheckpoints = checkpoints.length - own.length;
    const forged = own.find((checkpoint) => !signatures.verifies(checkpoint));
    if (forged) this.breakAt(forged.sequence, `the checkpoint of ${forged.made_at} has a signature that is not right`);
    const cuts = own.filter(({ kind }) => kind === 'cut').sort((a, b) => b.sequence - a.sequence);
    this.point = cuts[0] ?? CHAIN_START;
    this.ahead = own.filter(({ sequence }) => sequence >= this.point.sequence).sort((a, b) => a.sequence - b.sequence);
    this.passCheckpoints();
  }

  /** Where the walk has come to. */
  get last(): ChainPoint {
    return this.point;
  }

  /** @returns whether the walk goes on */
  take(entry: AuditEntryView): boolean {
    this.broken ??= checkLink(this.point, entry);
    if (this.broken) return false;
    this.point = entry;
    this.entries++;
    this.passCheckpoints();
    return !this.broken;
  }

  /** There are no more entries. @param head what the table of the chain's end says */
  end(head: ChainPoint): void {
    const { sequence, hash } = this.point;
    const later = this.ahead.at(-1);
    if (later)
      this.breakAt(
        sequence + 1,
        `the checkpoint of ${later.made_at} knows entries up to ${later.sequence}: they are missing`,
      );
    if (head.sequence > sequence) {
      this.breakAt(sequence + 1, `entries up to ${head.sequence} were written: they are missing`);
    }
    if (head.sequence < sequence || head.hash !== hash) {
      this.breakAt(sequence, 'the end of the chain (audit_head) is not what was written');
    }
  }

  private passCheckpoints(): void {
    for (let next = this.ahead[0]; next && next.sequence <= this.point.sequence; next = this.ahead[0]) {
      this.ahead.shift();
      if (next.hash !== this.point.hash) {
        this.breakAt(
          next.sequence,
          `the checkpoint of ${next.made_at} knows another entry here: this one or one before it was replaced`,
        );
      }
      this.checkpoints++;
    }
  }

  private breakAt(sequence: number, reason: string): void {
    this.broken ??= { sequence, id: null, reason };
  }
}
