import type { Items, Signal } from '../signals.js';

/** Items of one signal that are stored together or not at all; the id makes a batch that is sent twice count once. */
export type Batch = {
  [Kind in Signal]: { readonly id: string; readonly signal: Kind; readonly items: readonly Items[Kind][] };
}[Signal];

/** What became of an accepted batch: items the receiver refused for good, with the first reason it gave. */
export interface Receipt {
  readonly rejected: number;
  readonly reason?: string;
}

/** Carries batches to where they are stored. Resolves once stored, rejects with a `DeliveryFault` or any error. */
export interface Transport {
  send(batch: Batch): Promise<Receipt>;
  /** Sends while this thread waits, for at most `timeoutMs`. @returns the ids of the batches that were stored or refused for good */
  sendNow?(batches: readonly Batch[], timeoutMs: number): ReadonlySet<string>;
}

interface DeliveryFaultOptions {
  readonly permanent?: boolean;
  readonly suspectsBatch?: boolean;
  readonly tooLarge?: boolean;
  readonly status?: number;
  readonly retryAfterMs?: number | undefined;
  readonly cause?: unknown;
}

/** Why a batch was not taken. An error of another class counts as one that may pass. */
export class DeliveryFault extends Error {
  override readonly name = 'DeliveryFault';
  /** The same batch would be refused again: sending it once more is of no use. */
  readonly permanent: boolean;
  /** The receiver is up but failed on this batch: after many attempts it is given up for the sake of the next ones. */
  readonly suspectsBatch: boolean;
  /** The batch is more than the receiver takes at once: its halves may pass. */
  readonly tooLarge: boolean;
  /** Of HTTP, where there was an answer. */
  readonly status: number | undefined;
  /** How long the receiver asked to be left alone. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: DeliveryFaultOptions = {}) {
    super(message, { cause: options.cause });
    this.permanent = options.permanent ?? false;
    this.suspectsBatch = options.suspectsBatch ?? false;
    this.tooLarge = options.tooLarge ?? false;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}
