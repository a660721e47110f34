import type uPlot from 'uplot';
import type { Colour } from './plot-options.js';
import type { Spot } from './series.js';

/** How near a click must be, px. */
const REACH = 10;

/** Paints single measurements as small diamonds; those above the axis stand at its upper edge. */
export function paintSpots(plot: uPlot, spots: readonly Spot[], colour: Colour): void {
  const { ctx } = plot;
  const size = 4 * devicePixelRatio;
  ctx.save();
  ctx.fillStyle = colour('chart-warning');
  ctx.strokeStyle = colour('surface');
  const { left, top, width } = plot.bbox;
  for (const spot of spots) {
    const x = plot.valToPos(spot.at / 1000, 'x', true);
    if (x < left || x > left + width) continue;
    const y = Math.max(top + size, plot.valToPos(spot.value, 'y', true));
    ctx.beginPath();
    ctx.moveTo(x, y - size);
    ctx.lineTo(x + size, y);
    ctx.lineTo(x, y + size);
    ctx.lineTo(x - size, y);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
}

/** The measurement nearest to a place of the chart's drawing (CSS pixels); undefined when none is near. */
export function spotNear(plot: uPlot, spots: readonly Spot[], left: number, top: number): Spot | undefined {
  let nearest: Spot | undefined;
  let distance = REACH;
  for (const spot of spots) {
    const y = Math.max(0, plot.valToPos(spot.value, 'y'));
    const away = Math.hypot(plot.valToPos(spot.at / 1000, 'x') - left, y - top);
    if (away < distance) {
      distance = away;
      nearest = spot;
    }
  }
  return nearest;
}
