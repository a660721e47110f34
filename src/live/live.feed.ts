import { Readable } from 'node:stream';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import type { Principal } from '../http/principal.js';
import { Problem } from '../http/problem.js';
import { Clock } from '../jobs/clock.js';
import { type ChangeMarks, ChangeMarksQuery } from './change-marks.query.js';
import { TOPICS, type Topic } from './topic.js';

/** Of one replica: a browser opens one a tab. */
const MAX_LISTENERS = 200;
const LOOK_EVERY_MS = 1000;
const HEARTBEAT_MS = 15_000;
const LONGEST_MS = 3_600_000;
const RETRY_SECONDS = 10;

/** One who listens: what changed since it was last told, and how it is woken. */
interface Listener {
  readonly changed: Set<Topic>;
  wake: () => void;
}

/**
 * Tells pages what changed, as server-sent events (the `text/event-stream` of the HTML standard). There is one look a second for all who
 * listen to a replica, and none while nobody does. A listener that does not read finds what changed meanwhile in one event.
 */
@Injectable()
export class LiveFeed implements OnModuleDestroy {
  private readonly logger = new Logger('live');
  private readonly stopping = new AbortController();
  private readonly listeners = new Set<Listener>();
  private marks: ChangeMarks | undefined;
  private isLooking = false;

  constructor(
    private readonly query: ChangeMarksQuery,
    private readonly clock: Clock,
  ) {}

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  /**
   * The events from now on.
   *
   * @param caller is aborted when the listener goes
   * @throws Problem 503 when there are too many listeners, or the service stops
   */
  async listen({ expiresAt = Infinity }: Principal, caller: AbortSignal): Promise<Readable> {
    if (this.stopping.signal.aborted) throw Problem.unavailable('The service is stopping.');
    if (this.listeners.size >= MAX_LISTENERS) {
      throw Problem.unavailable(`${MAX_LISTENERS} pages listen already.`, RETRY_SECONDS);
    }
    const listener: Listener = { changed: new Set(), wake: () => {} };
    this.listeners.add(listener);
    const ending = new AbortController();
    const signal = AbortSignal.any([caller, this.stopping.signal, ending.signal]);
    const longestMs = Math.max(0, Math.min(LONGEST_MS, expiresAt - this.clock.now()));
    const timer = setTimeout(() => ending.abort(), longestMs).unref();
    const leave = () => {
      clearTimeout(timer);
      this.listeners.delete(listener);
      listener.wake();
    };
    signal.addEventListener('abort', leave);
    if (signal.aborted) leave();
    try {
      this.marks ??= await this.query.read();
    } catch (fault) {
      leave();
      throw fault;
    }
    if (!this.isLooking) void this.look();
    return Readable.from(this.events(listener, signal));
  }

  private async *events(listener: Listener, signal: AbortSignal): AsyncGenerator<string> {
    yield ': changes from now on\n\n';
    while (!signal.aborted) {
      if (listener.changed.size === 0) await this.changeOf(listener);
      if (signal.aborted) return;
      const topics = TOPICS.filter((topic) => listener.changed.delete(topic));
      yield topics.length > 0 ? `data: ${JSON.stringify({ topics })}\n\n` : ': nothing new\n\n';
    }
  }

  /** Waits until something changed, or a sign of life is due. */
  private changeOf(listener: Listener): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, HEARTBEAT_MS);
      listener.wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  /** Looks for changes for as long as somebody listens. Never rejects. */
  private async look(): Promise<void> {
    this.isLooking = true;
    const { signal } = this.stopping;
    while (this.listeners.size > 0 && !signal.aborted) {
      await new Promise((done) => setTimeout(done, LOOK_EVERY_MS).unref());
      if (this.listeners.size === 0 || signal.aborted) break;
      // While the database is away nothing is forgotten: what changed is told once it answers.
      await this.lookOnce().catch((fault: unknown) => {
        if (!(fault instanceof DatabaseUnavailable)) this.logger.error({ err: fault }, 'cannot look for changes');
      });
    }
    this.isLooking = false;
    this.marks = undefined;
  }

  private async lookOnce(): Promise<void> {
    const marks = await this.query.read();
    const before = this.marks ?? marks;
    this.marks = marks;
    const changed = TOPICS.filter((topic) => marks[topic] !== before[topic]);
    if (changed.length === 0) return;
    for (const listener of this.listeners) {
      for (const topic of changed) listener.changed.add(topic);
      listener.wake();
    }
  }
}
