import type uPlot from 'uplot';
import type { Colour } from './plot-options.js';

/** A span of time in which something was wrong, behind the series; epoch milliseconds. */
export interface Band {
  readonly from: number;
  readonly to: number;
}

/** So that the series in front stay readable. */
const OPACITY = 0.16;

/** Tints each band over the whole height, with a line on top: the tint alone is too faint for some eyes. */
export function paintBands(plot: uPlot, bands: readonly Band[], colour: Colour): void {
  const { ctx, bbox } = plot;
  const end = bbox.left + bbox.width;
  ctx.save();
  ctx.fillStyle = colour('critical');
  for (const { from, to } of bands) {
    const left = Math.max(bbox.left, plot.valToPos(from / 1000, 'x', true));
    const right = Math.min(end, plot.valToPos(to / 1000, 'x', true));
    if (right < bbox.left || left > end) continue;
    const width = Math.max(2 * devicePixelRatio, right - left);
    ctx.globalAlpha = OPACITY;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.globalAlpha = 1;
    ctx.fillRect(left, bbox.top, width, 3 * devicePixelRatio);
  }
  ctx.restore();
}
