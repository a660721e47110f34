import type { Principal } from '../http/principal.js';
import { Clock } from '../jobs/clock.js';
import type { ChangeMarks, ChangeMarksQuery } from './change-marks.query.js';
import { LiveFeed } from './live.feed.js';
import { TOPICS } from './topic.js';

const MINUTE_MS = 60_000;
const VIEWER: Principal = { subject: 'a', role: 'viewer', kind: 'token', id: 'token a' };

/** Modules are given Jest here instead of by a global. */
const { jest } = import.meta as ImportMeta & { jest: typeof globalThis.jest };
const clock = new Clock();

describe('LiveFeed', () => {
  let marks: Record<string, string>;
  let looks: number;
  let feed: LiveFeed;

  beforeEach(() => {
    jest.useFakeTimers();
    marks = Object.fromEntries(TOPICS.map((topic) => [topic, '1']));
    looks = 0;
    const query = {
      read: async () => {
        looks++;
        return { ...marks } as ChangeMarks;
      },
    };
    feed = new LiveFeed(query as ChangeMarksQuery, clock);
  });
  afterEach(() => {
    feed.onModuleDestroy();
    jest.useRealTimers();
  });

  /** Reads a feed into a text that grows. */
  async function listen(principal = VIEWER, caller = new AbortController()) {
    const heard = { text: '', ended: false, caller };
    const stream = await feed.listen(principal, caller.signal);
    stream.on('data', (chunk: string) => (heard.text += chunk));
    stream.on('end', () => (heard.ended = true));
    await jest.advanceTimersByTimeAsync(0);
    return heard;
  }

  it('gives a sign of life every 15 s, and none in vain', async () => {
    const heard = await listen();
    await jest.advanceTimersByTimeAsync(31_000);
    expect(heard.text).toBe(': changes from now on\n\n: nothing new\n\n: nothing new\n\n');
    marks.errors = '2';
    await jest.advanceTimersByTimeAsync(1000);
    expect(heard.text).toMatch(/\n\ndata: {"topics":\["errors"\]}\n\n$/);
    await jest.advanceTimersByTimeAsync(14_000);
    expect(heard.text).toMatch(/"errors"\]}\n\n$/);
  });

  it('ends after an hour, or with the token', async () => {
    const hour = await listen();
    const short = await listen({ ...VIEWER, expiresAt: Date.now() + 10 * MINUTE_MS });
    await jest.advanceTimersByTimeAsync(11 * MINUTE_MS);
    expect([hour.ended, short.ended]).toEqual([false, true]);
    await jest.advanceTimersByTimeAsync(50 * MINUTE_MS);
    expect(hour.ended).toBe(true);
  });

  it('looks once a second for however many, and not at all when all are gone', async () => {
    const first = await listen();
    const second = await listen();
    await jest.advanceTimersByTimeAsync(10_000);
    expect(looks).toBe(11);
    first.caller.abort();
    second.caller.abort();
    await jest.advanceTimersByTimeAsync(MINUTE_MS);
    expect(looks).toBeLessThanOrEqual(12);
  });

  it('starts afresh for who comes after all had gone', async () => {
    (await listen()).caller.abort();
    await jest.advanceTimersByTimeAsync(5000);
    marks.logs = '2';
    const next = await listen();
    await jest.advanceTimersByTimeAsync(3000);
    expect(next.text).toBe(': changes from now on\n\n');
    marks.logs = '3';
    await jest.advanceTimersByTimeAsync(1000);
    expect(next.text).toContain('"logs"');
  });
});
