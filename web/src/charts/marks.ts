import type uPlot from 'uplot';
import type { Colour } from './plot-options.js';

/** Something that happened, at its moment on every chart: a deployment, an alert that fired. */
export interface Mark {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly title: string;
  readonly kind: 'deployment' | 'alert' | 'change';
}

const COLOURS = { deployment: 'info', alert: 'critical', change: 'ink-3' } as const;

/** Paints a dashed line at each mark, with a sign at its foot whose shape tells its kind. */
export function paintMarks(plot: uPlot, marks: readonly Mark[], colour: Colour): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.lineWidth = ratio;
  const painted = new Set<string>();
  for (const { at, kind } of marks) {
    const x = Math.round(plot.valToPos(at / 1000, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width || painted.has(`${kind} ${x}`)) continue;
    painted.add(`${kind} ${x}`);
    const bottom = bbox.top + bbox.height;
    ctx.strokeStyle = colour(COLOURS[kind]);
    ctx.fillStyle = ctx.strokeStyle;
    ctx.setLineDash([3 * ratio, 3 * ratio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bottom);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.beginPath();
    const size = 5 * ratio;
    if (kind === 'change') {
      ctx.rect(x - size / 2, bottom - size, size, size);
    } else {
      const tip = kind === 'alert' ? bottom : bottom - size * 1.6;
      const base = kind === 'alert' ? bottom - size * 1.6 : bottom;
      ctx.moveTo(x, tip);
      ctx.lineTo(x - size, base);
      ctx.lineTo(x + size, base);
      ctx.closePath();
    }
    ctx.fill();
  }
  ctx.restore();
}

/** So many things that happened at once are named. */
const MOST_NAMED = 5;

/** What happened about a moment: the titles of the marks no farther from it than `within` ms, and how many more there are. */
export function marksNear(marks: readonly Mark[], at: number, within: number): string[] {
  const near = marks.filter((mark) => Math.abs(mark.at - at) <= within).map(({ title }) => title);
  return near.length > MOST_NAMED ? [...near.slice(0, MOST_NAMED), `${near.length - MOST_NAMED} more`] : near;
}
