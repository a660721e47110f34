import { type LineKey, MAX_KEYS, TailWindow } from './tail-window.js';

const NOW = 1_000_000;
const key = (log_id: string, at: number): LineKey => ({ log_id, at: new Date(at) });
const idsOf = (keys: LineKey[]) => keys.map(({ log_id }) => log_id);

describe('TailWindow', () => {
  it('gives each record once, oldest first, and none that was there before', () => {
    const old = key('old', NOW - 100);
    const window = new TailWindow([old], NOW);
    const [a, b, late] = [key('a', NOW + 200), key('b', NOW + 300), key('late', NOW - 20_000)] as const;
    expect(window.next([b, a, old], NOW + 1000)).toEqual({ fresh: [a, b], gap: undefined });
    expect(window.next([b, a, old, late], NOW + 2000)).toEqual({ fresh: [late], gap: undefined });
    expect(window.next([b, a, late], NOW + 3000)).toEqual({ fresh: [], gap: undefined });
  });

  it('remembers records whose sender is ahead, and tells records of one id at two times apart', () => {
    const ahead = key('a', NOW + 300_000);
    const window = new TailWindow([ahead], NOW);
    expect(window.next([ahead], NOW + 60_000).fresh).toEqual([]);
    expect(window.next([ahead, key('a', NOW)], NOW + 61_000).fresh).toHaveLength(1);
  });

  it('tells what it could not look at when looks are far apart', () => {
    const window = new TailWindow([], NOW);
    expect(window.next([], NOW + 30_000).gap).toBeUndefined();
    expect(window.next([], NOW + 100_000).gap).toEqual([NOW + 30_000, NOW + 70_000]);
  });

  it('tells what it could not look at when there is too much', () => {
    const window = new TailWindow([], NOW);
    const keys = Array.from({ length: MAX_KEYS }, (_, i) => key(String(i), NOW + 900 - i / 10));
    const { fresh, gap } = window.next(keys, NOW + 1000);
    expect(idsOf(fresh).at(-1)).toBe('0');
    expect(gap).toEqual([NOW, keys.at(-1)!.at.getTime()]);
  });
});
