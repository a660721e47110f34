import { areaOf, durationAt, durationTicks, momentAt, nearest, type ScatterPoint, xOf, yOf } from './scatter-area.js';

const point = (id: string, at: number, tookMs: number, failed = false): ScatterPoint => ({
  id,
  at,
  tookMs,
  failed,
  label: id,
});
const span = { from: 0, to: 1000 };
const size = { width: 570, height: 230 };

describe('a picture of times and durations', () => {
  const points = [point('quick', 100, 3), point('slow', 900, 1700), point('failed', 905, 1700, true)];
  const area = areaOf(points, span, size);

  it('reaches from round duration to round duration', () => {
    expect([area.lowMs, area.highMs]).toEqual([1, 2000]);
    expect(areaOf([], span, size)).toMatchObject({ lowMs: 1, highMs: 1000 });
    expect(areaOf([point('same', 1, 10)], span, size)).toMatchObject({ lowMs: 10, highMs: 100 });
    expect(areaOf([point('none', 1, 0)], span, size)).toMatchObject({ lowMs: 0.01 });
  });

  it('finds the moment and the duration of a place again', () => {
    for (const { at, tookMs } of points) {
      expect(momentAt(area, xOf(area, at))).toBeCloseTo(at, 6);
      expect(durationAt(area, yOf(area, tookMs))).toBeCloseTo(tookMs, 6);
    }
    expect(momentAt(area, -50)).toBe(0);
    expect(durationAt(area, 10_000)).toBe(1);
  });

  it('finds the nearest point, a failed one first', () => {
    expect(nearest(area, points, xOf(area, 100) + 3, yOf(area, 3) - 3, 10)?.id).toBe('quick');
    expect(nearest(area, points, xOf(area, 902), yOf(area, 1700), 10)?.id).toBe('failed');
    expect(nearest(area, points, xOf(area, 500), yOf(area, 50), 10)).toBeUndefined();
  });
});

it.each([
  [1, 2000, 200, [1, 10, 100, 1000]],
  [10, 100, 200, [10, 20, 50, 100]],
  [0.01, 1, 100, [0.01, 0.1, 1]],
])('durations from %d to %d ms over %d px', (lowMs, highMs, height, ticks) => {
  const area = { ...areaOf([], span, size), lowMs, highMs, height };
  expect(durationTicks(area).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
});
