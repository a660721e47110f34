import { setTimeout as sleep } from 'node:timers/promises';
import type { TestService } from '../support/service.js';
import { type Answer, Connection } from './connection.js';
import type { Door } from './door.js';
import type { Ledger } from './ledger.js';
import { BATCH_MS, type Batch, samplesOf } from './load.js';

/** So many send at once. */
export const SENDERS = 4;
/** Far less than a door's Retry-After asks for: what is acknowledged too early is found so. */
const PAUSE_MS = 50;
/** Longest time a batch is tried for. */
const GIVE_UP_MS = 180_000;
/** Every so many batches a request is sent of which nothing can be stored. */
const HOPELESS_EVERY = 20;

/**
 * Senders that post batches as fast as they are answered, each over one connection, and send a batch again under the same
 * id until it is acknowledged. Of several replicas each is asked in turn.
 */
export class BatchSenders {
  private stopping = false;
  private aborted = false;
  private turn = 0;
  private readonly token: string;
  private readonly running: Promise<void>[];

  constructor(
    private readonly replicas: readonly TestService[],
    private readonly door: Door,
    private readonly ledger: Ledger,
  ) {
    this.token = replicas[0]!.token('ingest');
    this.running = Array.from({ length: SENDERS }, (_, sender) => this.run(sender));
  }

  /** Resolves when every batch under way is acknowledged. */
  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.running);
  }

  /** Gives up what is under way, for a test that has failed. */
  abort(): void {
    this.stopping = true;
    this.aborted = true;
  }

  private async run(sender: number): Promise<void> {
    const connection = new Connection();
    let previous: Batch | undefined;
    try {
      for (let number = 0; !this.stopping; number++) {
        const at = Math.max(Date.now(), (previous?.at ?? 0) + BATCH_MS);
        const batch: Batch = { sender, number, at, pairAt: number % 2 === 1 ? previous!.at : at };
        await this.deliver(batch, connection);
        if (number % HOPELESS_EVERY === 0) await this.beRefused(batch, connection);
        previous = batch;
      }
    } catch (fault) {
      this.ledger.faults.push(String(fault));
    }
    connection.close();
  }

  private async deliver(batch: Batch, connection: Connection): Promise<void> {
    const samples = samplesOf(batch);
    const id = `${batch.sender}-${batch.number}`;
    const { status, body } = await this.post(connection, id, this.door.encode(samples));
    const stored = status === 200 || status === 201 || status === 204;
    const fault = stored ? this.door.faultOf(body, samples) : `status ${status}: ${body}`;
    if (fault) this.ledger.faults.push(fault);
    else this.ledger.acknowledged.push(batch);
  }

  private async beRefused({ sender, number, at }: Batch, connection: Connection): Promise<void> {
    const { status, body } = await this.post(connection, `hopeless-${sender}-${number}`, this.door.hopeless(at));
    if (status === 400 || status === 422) this.ledger.refused++;
    else this.ledger.faults.push(`a hopeless request was answered with ${status}: ${body}`);
  }

  /** Sends until there is an answer other than 503. */
  private async post(connection: Connection, batchId: string, body: string | Buffer): Promise<Answer> {
    const headers = { ...this.door.headers, authorization: `Bearer ${this.token}`, 'x-batch-id': batchId };
    const deadline = Date.now() + GIVE_UP_MS;
    for (;;) {
      const url = this.nextReplica().url + this.door.path;
      const answer = await connection.post(url, headers, body);
      const { status } = answer;
      if (typeof status === 'number' && status !== 503) return answer;
      if (this.aborted || Date.now() > deadline)
        throw new Error(`${batchId} was never stored: ${status} ${answer.body}`);
      this.noteRepeated(answer);
      await sleep(PAUSE_MS);
    }
  }

  private noteRepeated({ status, headers }: Answer): void {
    const { repeated, faults } = this.ledger;
    if (status === 503) {
      repeated.unavailable++;
      if (!(Number(headers['retry-after']) > 0)) faults.push('503 without Retry-After');
    } else {
      repeated.unanswered++;
      if (status === 'hung') faults.push('a request hung');
    }
  }

  private nextReplica(): TestService {
    return this.replicas[this.turn++ % this.replicas.length]!;
  }
}
