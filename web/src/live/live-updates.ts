import type { Query, QueryClient } from '@tanstack/react-query';
import { API } from '../api/request.js';
import type { Topic } from '../api/use-get.js';
import type { TimeRange } from '../time/time-range.js';
import { type AskedAnswer, isDue } from './is-due.js';

/** `live`: told of changes at once. `polling`: not told, so asking regularly. `paused`: by the reader, or because nobody looks. */
export type LiveStage = 'live' | 'polling' | 'paused';

const TURN_MS = 1000;
const RECONNECT_MS = 5000;

/**
 * Keeps what the page shows up to date: the service tells by server-sent events which kinds of data changed (`GET /live`), and only the
 * answers of these kinds are asked again, no more often than their time range and their cost deserve. Rests while the page's tab is hidden.
 */
export class LiveUpdates {
  private source: EventSource | undefined;
  private turn: ReturnType<typeof setInterval> | undefined;
  private reconnect: ReturnType<typeof setTimeout> | undefined;
  private isPaused = false;
  private isLive = false;
  private readonly changedAt = new Map<Topic, number>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly client: QueryClient) {}

  start(): () => void {
    document.addEventListener('visibilitychange', this.look);
    this.look();
    return () => {
      document.removeEventListener('visibilitychange', this.look);
      this.rest();
    };
  }

  pause(isPaused: boolean): void {
    this.isPaused = isPaused;
    this.look();
  }

  readonly stage = (): LiveStage => {
    if (this.isPaused) return 'paused';
    return this.isLive ? 'live' : 'polling';
  };

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private readonly look = (): void => {
    if (this.isPaused || document.hidden) this.rest();
    else this.wake();
    this.tell();
  };

  private wake(): void {
    if (this.turn !== undefined) return;
    this.turn = setInterval(() => this.refresh(Date.now()), TURN_MS);
    this.connect();
    this.refresh(Date.now());
  }

  private rest(): void {
    clearInterval(this.turn);
    clearTimeout(this.reconnect);
    this.turn = undefined;
    this.source?.close();
    this.source = undefined;
    this.setLive(false);
  }

  private connect(): void {
    const source = new EventSource(`${API}/live`, { withCredentials: true });
    this.source = source;
    source.onopen = () => this.setLive(true);
    source.onmessage = ({ data }) => this.take(String(data));
    source.onerror = () => {
      this.setLive(false);
      source.close();
      clearTimeout(this.reconnect);
      if (this.turn !== undefined) this.reconnect = setTimeout(() => this.connect(), RECONNECT_MS);
    };
  }

  private take(data: string): void {
    const { topics } = JSON.parse(data) as { topics?: readonly Topic[] };
    const now = Date.now();
    for (const topic of topics ?? []) this.changedAt.set(topic, now);
  }

  private refresh(now: number): void {
    const due = this.client
      .getQueryCache()
      .findAll({ type: 'active' })
      .filter((query) => query.state.fetchStatus === 'idle' && this.isDue(query, now));
    for (const query of due) void query.fetch().catch(() => undefined);
  }

  private isDue({ meta, state, options }: Query, now: number): boolean {
    const topics = meta?.topics as readonly Topic[] | undefined;
    const isEnabled = (options as { enabled?: unknown }).enabled !== false;
    if (topics === undefined || !isEnabled) return false;
    const asked: AskedAnswer = {
      askedAt: Math.max(state.dataUpdatedAt, state.errorUpdatedAt),
      changedAt: Math.max(0, ...topics.map((topic) => this.changedAt.get(topic) ?? 0)),
      tookMs: (state.data as { tookMs?: number } | undefined)?.tookMs ?? 0,
      range: meta?.range as TimeRange | undefined,
      everyMs: (meta?.everyMs as number | undefined) ?? TURN_MS,
    };
    return isDue(asked, this.isLive, now);
  }

  private setLive(isLive: boolean): void {
    if (isLive === this.isLive) return;
    this.isLive = isLive;
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
