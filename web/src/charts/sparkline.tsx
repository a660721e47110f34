import type { Ink, Points } from './series.js';
import styles from './sparkline.module.css';

const WIDTH = 100;
const HEIGHT = 24;

/** A line without axes for a table's cell: the shape of the last while. Decoration beside a figure, so it is hidden from screen readers. */
export function Sparkline({ points, ink = 'chart-1', top }: { points: Points; ink?: Ink; top?: number }) {
  return (
    <svg className={styles.sparkline} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={pathOf(points, top)} style={{ stroke: `var(--${ink})` }} />
    </svg>
  );
}

/** An SVG path with a gap where nothing was measured. */
export function pathOf(points: Points, top?: number): string {
  const highest = top ?? Math.max(0, ...points.map((value) => value ?? 0));
  const step = WIDTH / Math.max(1, points.length - 1);
  let path = '';
  let isDrawing = false;
  for (const [index, value] of points.entries()) {
    if (value === null) {
      isDrawing = false;
      continue;
    }
    const y = highest === 0 ? HEIGHT - 1 : HEIGHT - 1 - (value / highest) * (HEIGHT - 2);
    path += `${isDrawing ? 'L' : 'M'}${(index * step).toFixed(1)} ${y.toFixed(1)}`;
    // The round ends of a line without length are a dot.
    if (!isDrawing && (points[index + 1] ?? null) === null) path += 'h0';
    isDrawing = true;
  }
  return path;
}
