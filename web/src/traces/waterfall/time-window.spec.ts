import { panned, placeIn, ticksOf, wholeWindow, within, zoomed } from './time-window.js';

const whole = wholeWindow(1000);

describe('the window on a trace', () => {
  it('stays within the trace', () => {
    expect(within(whole, { from: -100, to: 100 })).toEqual({ from: 0, to: 200 });
    expect(within(whole, { from: 950, to: 1150 })).toEqual({ from: 800, to: 1000 });
    expect(within(whole, { from: -500, to: 5000 })).toEqual(whole);
    expect(wholeWindow(0)).toEqual({ from: 0, to: 1 });
  });

  it('zooms about a moment that stays where it is', () => {
    const near = zoomed(whole, whole, 0.25, 0.5);
    expect(near).toEqual({ from: 125, to: 625 });
    expect(zoomed(whole, near, 0.25, 2)).toEqual(whole);
    expect(zoomed(whole, { from: 5, to: 5.002 }, 0.5, 0.1)).toEqual({ from: 5.0005, to: 5.0015 });
  });

  it('moves by shares of itself', () => {
    expect(panned(whole, { from: 100, to: 300 }, 0.5)).toEqual({ from: 200, to: 400 });
    expect(panned(whole, { from: 100, to: 300 }, -2)).toEqual({ from: 0, to: 200 });
  });
});

it.each([
  ['inside', 100, 200, { left: 0.1, width: 0.1 }],
  ['over the left edge', -50, 50, { left: 0, width: 0.05 }],
  ['over both edges', -50, 5000, { left: 0, width: 1 }],
  ['without a length', 500, 500, { left: 0.5, width: 0 }],
  ['before', -50, -1, undefined],
  ['behind', 1001, 1002, undefined],
])('a span of time %s', (_, start, end, place) => {
  expect(placeIn(whole, start, end)).toEqual(place);
});

it.each([
  [{ from: 0, to: 1000 }, [0, 200, 400, 600, 800, 1000]],
  [{ from: 110, to: 160 }, [110, 120, 130, 140, 150, 160]],
  [{ from: 0, to: 0.5 }, [0, 0.1, 0.2, 0.3, 0.4, 0.5]],
])('round moments over %j', (window, ticks) => {
  expect(ticksOf(window, 5).map((tick) => Number(tick.toFixed(6)))).toEqual(ticks);
});
