import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { DestinationStream } from 'pino';

/** What became of lines that were taken: how many of them were refused for what they are, and why the first was. */
export interface Receipt {
  readonly refused: number;
  readonly reason?: string;
}

/** Resolves when all the lines are where they belong, or refused for good. @throws when they are to be sent again */
export type SendLines = (blocks: readonly string[], lines: number) => Promise<Receipt>;

interface Block {
  readonly text: string;
  readonly lines: number;
}

/** Characters. */
const BLOCK = 8192;
const BLOCKS_AT_A_TIME = 16;
const MAX_WAITING = 8 * 1024 * 1024;
const EVERY_MS = 1000;
const LONGEST_PAUSE_MS = 30_000;
const STOP_MS = 1500;

/**
 * Takes log lines to one more place. Writing never waits or throws: lines stand in memory until they are taken, up to 8 MiB of them; more
 * are lost, and counted. What goes wrong is said once, not for each line.
 */
export class LogForwarder implements DestinationStream, OnApplicationShutdown {
  private readonly logger = new Logger('log-forwarding');
  private readonly timer: NodeJS.Timeout;
  private text = '';
  private lines = 0;
  private waiting: Block[] = [];
  private waitingLength = 0;
  private underWay: Promise<void> | undefined;
  private pauseMs = 0;
  private resumeAt = 0;
  /** Found no room. */
  private lost = 0;
  private refused = 0;
  /** How many of them were told of; more than there can be while nothing is said. */
  private lostTold = 0;

  constructor(
    private readonly place: string,
    private readonly send: SendLines,
    private readonly maxWaiting = MAX_WAITING,
    everyMs = EVERY_MS,
  ) {
    this.timer = setInterval(() => this.tick(), everyMs).unref();
  }

  write(line: string): void {
    this.text += line;
    this.lines++;
    if (this.text.length >= BLOCK) this.closeBlock();
  }

  /** Gives what is left a short while, and says how much that was not enough for. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    const last = (this.underWay ?? Promise.resolve()).then(() => this.sendAll());
    await Promise.race([last, new Promise((done) => setTimeout(done, STOP_MS))]);
    const missing = this.lost + this.refused + this.lines + countLines(this.waiting);
    if (missing > 0) this.logger.warn(`${missing} log lines did not reach ${this.place}`);
  }

  private closeBlock(): void {
    const { text, lines } = this;
    this.text = '';
    this.lines = 0;
    if (this.waitingLength + text.length > this.maxWaiting) {
      this.lost += lines;
      return;
    }
    this.waiting.push({ text, lines });
    this.waitingLength += text.length;
  }

  private tick(): void {
    if (this.lost > this.lostTold) {
      this.lostTold = Number.POSITIVE_INFINITY;
      this.logger.warn(`log lines for ${this.place} are lost: ${this.maxWaiting} characters wait already`);
    }
    if (this.underWay || performance.now() < this.resumeAt) return;
    this.underWay = this.sendAll().finally(() => {
      this.underWay = undefined;
    });
  }

  private async sendAll(): Promise<void> {
    if (this.lines > 0) this.closeBlock();
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, BLOCKS_AT_A_TIME);
      const texts = batch.map(({ text }) => text);
      const lines = countLines(batch);
      try {
        this.taken(batch, await this.send(texts, lines));
      } catch (fault) {
        this.failed(fault instanceof Error ? fault.message : String(fault));
        return;
      }
    }
  }

  private taken(batch: readonly Block[], { refused, reason }: Receipt): void {
    this.waiting = this.waiting.slice(batch.length);
    for (const { text } of batch) this.waitingLength -= text.length;
    if (refused > 0 && this.refused === 0) this.logger.warn(`${this.place} refuses log lines: ${shorten(reason)}`);
    this.refused += refused;
    if (this.pauseMs === 0) return;
    this.pauseMs = 0;
    this.lostTold = this.lost;
    this.logger.log(`${this.place} takes log lines again; ${this.lost} were lost so far`);
  }

  private failed(reason: string): void {
    if (this.pauseMs === 0) this.logger.warn(`${this.place} takes no log lines, they wait: ${shorten(reason)}`);
    this.pauseMs = Math.min(LONGEST_PAUSE_MS, this.pauseMs * 2 || EVERY_MS);
    this.resumeAt = performance.now() + this.pauseMs;
  }
}

function countLines(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { lines }) => sum + lines, 0);
}

function shorten(reason = 'without a reason'): string {
  return reason.replace(/\s+/g, ' ').slice(0, 300);
}
