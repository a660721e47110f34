import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import type { LogMatch } from '../log-filter.dto.js';
import { TailQuery } from './tail.query.js';
import { type LineKey, type TailStep, TailWindow } from './tail-window.js';

/** Of one replica. */
const MAX_CLIENTS = 20;
const LOOK_EVERY_MS = 1000;
/** Lines of one look; of more the newest. */
const MAX_LINES = 500;
/** So many are read and sent at a time. */
const LINES_AT_A_TIME = 50;
const HEARTBEAT_MS = 15_000;
/** A token that has been withdrawn reads on no longer than this. */
const LONGEST_MS = 3_600_000;

/** What one client is still to be told. */
interface Owed {
  readonly lines: LineKey[];
  readonly gaps: NonNullable<TailStep['gap']>[];
  leftOut: number;
}

/**
 * Follows the log as server-sent events (the `text/event-stream` of the HTML standard). Each client is looked for on its own, once
 * a second, in the database: so it sees what every replica records. While a client does not read there is no look for it, so that
 * nothing waits in memory but the part that is being sent; what a look finds too much or comes too late for is counted.
 */
@Injectable()
export class LogTail implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly clients = new Set<AbortSignal>();

  constructor(
    private readonly query: TailQuery,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /**
   * The events of the records that fit, from now on.
   *
   * @param caller is aborted when the client goes
   * @throws Problem 429 when there are too many clients, 503 while the service stops
   */
  async follow(match: LogMatch, caller: AbortSignal): Promise<Readable> {
    if (this.stopping.signal.aborted) throw Problem.unavailable('The service is stopping.');
    if (this.clients.size >= MAX_CLIENTS) throw Problem.of(429, `${MAX_CLIENTS} clients follow the log already.`);
    const signal = AbortSignal.any([caller, this.stopping.signal, AbortSignal.timeout(LONGEST_MS)]);
    signal.addEventListener('abort', () => this.clients.delete(signal));
    this.clients.add(signal);
    try {
      const now = this.clock.now();
      const window = new TailWindow(await this.query.keys(match, TailWindow.startOf(now)), now);
      return Readable.from(this.events(match, window, signal));
    } catch (fault) {
      this.clients.delete(signal);
      throw fault;
    }
  }

  private async *events(match: LogMatch, window: TailWindow, signal: AbortSignal): AsyncGenerator<string> {
    yield ': lines from now on\n\n';
    let sentAt = this.clock.now();
    const owed: Owed = { lines: [], gaps: [], leftOut: 0 };
    for (;;) {
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      try {
        for await (const events of this.look(match, window, owed)) {
          if (signal.aborted) return;
          yield events;
          sentAt = this.clock.now();
        }
      } catch (fault) {
        if (!(fault instanceof DatabaseUnavailable || fault instanceof Problem)) throw fault;
        yield ': the database does not answer; looking again\n\n';
      }
      if (this.clock.now() - sentAt < HEARTBEAT_MS) continue;
      yield ': nothing new\n\n';
      sentAt = this.clock.now();
    }
  }

  /** What cannot be read this time stays owed, so that a fault of the database leaves no line out. */
  private async *look(match: LogMatch, window: TailWindow, owed: Owed): AsyncGenerator<string> {
    const now = this.clock.now();
    const { fresh, gap } = window.next(await this.query.keys(match, TailWindow.startOf(now)), now);
    owed.lines.push(...fresh);
    if (gap) owed.gaps.push(gap);
    for (; owed.gaps.length > 0; owed.gaps.shift()) owed.leftOut += await this.query.count(match, owed.gaps[0]!);
    owed.leftOut += owed.lines.splice(0, Math.max(0, owed.lines.length - MAX_LINES)).length;
    if (owed.leftOut > 0) yield eventOf('left_out', { count: owed.leftOut });
    owed.leftOut = 0;
    while (owed.lines.length > 0) {
      const lines = owed.lines.slice(0, LINES_AT_A_TIME);
      const records = await this.query.records(lines);
      owed.lines.splice(0, lines.length);
      yield records.map((record) => eventOf('log', record)).join('');
    }
  }
}

function eventOf(type: string, data: object): string {
  return `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`;
}
