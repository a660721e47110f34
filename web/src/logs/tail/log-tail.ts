import { type ApiFailure, asFailure, failureOf } from '../../api/failure.js';
import { API } from '../../api/request.js';
import { writeSearch } from '../../app/search-params.js';
import type { LogRecord } from '../log-field.js';
import type { LogQuery } from '../log-search.js';
import { EventParser, type StreamEvent } from './parse-events.js';
import { addLines, MAX_TAIL_LINES, NO_LINES, type TailLines } from './tail-lines.js';

/** The service ends a tail after an hour, and when it is started anew. */
const RECONNECT_MS = 2000;

/** What is known of a tail now. */
export interface TailState extends TailLines<LogRecord> {
  readonly stage: 'connecting' | 'live' | 'broken';
  /** Why it is broken. */
  readonly failure?: ApiFailure;
  /** Lines that the service left out because there were too many of them at once. */
  readonly leftOut: number;
  /** How often the connection was lost: lines may be missing since. */
  readonly breaks: number;
}

/** Follows the log by `GET /logs/tail`. What comes in is told once for each frame that the browser draws, however many lines it is. */
export class LogTail {
  private state: TailState = { ...NO_LINES, stage: 'connecting', leftOut: 0, breaks: 0 };
  private fresh: LogRecord[] = [];
  private leftOut = 0;
  private frame: number | undefined;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly query: LogQuery) {}

  /** @returns what ends it */
  start(): () => void {
    const ending = new AbortController();
    void this.follow(ending.signal);
    return () => {
      ending.abort();
      if (this.frame !== undefined) cancelAnimationFrame(this.frame);
      this.frame = undefined;
    };
  }

  readonly current = (): TailState => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      let failure: ApiFailure | undefined;
      try {
        await this.read(signal);
      } catch (thrown) {
        failure = asFailure(thrown);
      }
      if (signal.aborted) return;
      const wasLive = this.state.stage === 'live';
      this.change({ stage: 'broken', failure, breaks: this.state.breaks + Number(wasLive) });
      await new Promise((resolve) => setTimeout(resolve, (failure?.retryAfterSeconds ?? 0) * 1000 || RECONNECT_MS));
    }
  }

  private async read(signal: AbortSignal): Promise<void> {
    const address = `${API}/logs/tail${writeSearch({ ...this.query })}`;
    const answer = await fetch(address, { credentials: 'same-origin', cache: 'no-store', signal });
    if (!answer.ok || answer.body === null) {
      const problem: unknown = await answer.json().catch(() => undefined);
      throw failureOf(answer.status, problem, answer.headers.get('retry-after'));
    }
    const parser = new EventParser();
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
      for (const event of parser.take(piece.value)) this.take(event);
      this.tell();
    }
  }

  private take({ type, data }: StreamEvent): void {
    if (type === 'log') this.fresh.push(JSON.parse(data) as LogRecord);
    else if (type === 'left_out') this.leftOut += (JSON.parse(data) as { count: number }).count;
    // A hidden page draws no frames.
    if (this.fresh.length > 2 * MAX_TAIL_LINES) this.flush();
  }

  private tell(): void {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.flush();
    });
  }

  private flush(): void {
    const { fresh, leftOut } = this;
    this.fresh = [];
    this.leftOut = 0;
    this.change({
      ...(fresh.length > 0 ? addLines(this.state, fresh) : {}),
      stage: 'live',
      failure: undefined,
      leftOut: this.state.leftOut + leftOut,
    });
  }

  private change(patch: Partial<TailState>): void {
    this.state = { ...this.state, ...patch };
    for (const listener of this.listeners) listener();
  }
}
