import type { Mark } from '../../charts/marks.js';
import { formatDayMonth, formatHourMinute } from '../../format/clock.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import type { Colour } from '../canvas/use-canvas.js';
import { ticksOf } from '../waterfall/time-window.js';
import { durationTicks, type ScatterArea, type ScatterPoint, xOf, yOf } from './scatter-area.js';

const DAY_MS = 86_400_000;
const RADIUS = 2.6;
/** A moment on the axis for so many px. */
const TICK_PX = 110;
/** Round spans of time, ms. */
const STEPS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400].map(
  (s) => s * 1000,
);

/** Paints axes, marks and points; failed ones as crosses above the others. */
export function paintScatter(
  context: CanvasRenderingContext2D,
  area: ScatterArea,
  points: readonly ScatterPoint[],
  marks: readonly Mark[],
  colour: Colour,
): void {
  const { left, top, width, height } = area;
  context.clearRect(0, 0, left + width + 20, top + height + 30);
  paintAxes(context, area, colour);
  context.save();
  context.beginPath();
  context.rect(left, top - 4, width, height + 8);
  context.clip();
  context.setLineDash([3, 3]);
  for (const { at, kind } of marks) {
    context.strokeStyle = colour(kind === 'alert' ? 'critical' : kind === 'deployment' ? 'info' : 'ink-3');
    line(context, xOf(area, at), top, xOf(area, at), top + height);
  }
  context.setLineDash([]);
  context.fillStyle = colour('chart-1');
  context.globalAlpha = points.length > 800 ? 0.5 : 0.75;
  for (const { at, tookMs, failed } of points) {
    if (failed) continue;
    context.beginPath();
    context.arc(xOf(area, at), yOf(area, tookMs), RADIUS, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
  context.strokeStyle = colour('chart-bad');
  context.lineWidth = 2;
  for (const { at, tookMs, failed } of points) {
    if (!failed) continue;
    const [x, y] = [xOf(area, at), yOf(area, tookMs)];
    line(context, x - 3.2, y - 3.2, x + 3.2, y + 3.2);
    line(context, x - 3.2, y + 3.2, x + 3.2, y - 3.2);
  }
  context.restore();
}

function paintAxes(context: CanvasRenderingContext2D, area: ScatterArea, colour: Colour): void {
  const { left, top, width, height, from, to } = area;
  context.font = '12px system-ui, sans-serif';
  context.lineWidth = 1;
  context.strokeStyle = colour('grid');
  context.fillStyle = colour('ink-3');
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  for (const tick of durationTicks(area)) {
    const y = Math.round(yOf(area, tick)) + 0.5;
    line(context, left, y, left + width, y);
    context.fillText(spell(formatLatency(tick)), left - 8, y);
  }
  context.textBaseline = 'top';
  context.textAlign = 'center';
  for (const at of momentsOf(area)) {
    const x = xOf(area, at);
    if (x < left + 14 || x > left + width - 14) continue;
    context.fillText(to - from > 3 * DAY_MS ? formatDayMonth(at) : formatHourMinute(at), x, top + height + 7);
  }
}

/** Round moments by the reader's own clock. */
function momentsOf({ from, to, width }: ScatterArea): number[] {
  const step = STEPS.find((each) => (to - from) / each <= width / TICK_PX);
  const offset = new Date(from).getTimezoneOffset() * 60_000;
  if (step === undefined)
    return ticksOf({ from: from - offset, to: to - offset }, width / TICK_PX).map((tick) => tick + offset);
  const moments: number[] = [];
  for (let at = Math.ceil((from - offset) / step) * step + offset; at <= to; at += step) moments.push(at);
  return moments;
}

function line(context: CanvasRenderingContext2D, fromX: number, fromY: number, toX: number, toY: number): void {
  context.beginPath();
  context.moveTo(fromX, fromY);
  context.lineTo(toX, toY);
  context.stroke();
}
