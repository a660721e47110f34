import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, useEffect } from 'react';
import type uPlot from 'uplot';
import { useColorScheme } from '../app/color-scheme.js';
import { ChartTooltip } from './chart-tooltip.js';
import type { Mark } from './marks.js';
import { type ChartListeners, plotIndexOf } from './plot-options.js';
import { readMoment } from './read-moment.js';
import type { ChartData, ChartStyle } from './series.js';
import styles from './time-chart.module.css';
import { usePlot } from './use-plot.js';
import { usePointer } from './use-pointer.js';

interface TimeChartProps {
  /** What the chart shows and what it says at the cursor, for screen readers. */
  label: string;
  reading: string;
  data: ChartData;
  style: ChartStyle;
  height: number;
  marks: readonly Mark[];
  /** The position under the cursor; null when there is none. */
  index: number | null;
  onCursor: ChartListeners['onCursor'];
  /** The moment at the cursor: with it a tooltip says what stands there. */
  tooltip?: string;
  /** The series that is brought forward. */
  lit?: number;
}

const NO_READING = { readings: [], more: 0 };
/** So many series has a tooltip at the most. */
const TOOLTIP_ROWS = 10;

/**
 * The drawing of a chart over time. Its cursor is shared with every chart of the page, and the arrow keys move it, too; dragging over it makes
 * what was dragged over the time range of the page.
 */
export function TimeChart(props: TimeChartProps) {
  // The colours are read once, when a chart is made: another colour scheme asks for another chart.
  return <Plot key={useColorScheme()} {...props} />;
}

function Plot({ label, reading, data, style, height, marks, index, onCursor, tooltip, lit }: TimeChartProps) {
  const { holder, plot } = usePlot(data, style, height, marks, onCursor);
  const { pointer, spot, near, ...pointing } = usePointer(plot, data, style, index);
  const navigate = useNavigate();
  const last = Math.max(0, data.timestamps.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextIndex(event.key, index, data.timestamps.length);
    if (next === undefined || plot === undefined) return;
    event.preventDefault();
    moveCursor(plot, next);
  }

  useEffect(() => {
    plot?.setSeries(lit === undefined ? null : plotIndexOf(style, lit), { focus: true }, false);
  }, [plot, lit, style]);

  function onClick(): void {
    if (spot !== undefined) void navigate({ to: `/traces/${spot.traceId}` as never });
  }

  const isEmpty = data.values.every((values) => values.every((value) => value === null));
  return (
    <div
      ref={holder}
      className={styles.plot}
      data-spot={spot !== undefined}
      data-empty={isEmpty ? 'No data in this time' : undefined}
      style={{ height }}
      role="slider"
      tabIndex={0}
      aria-label={`${label}, time`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index ?? last}
      aria-valuetext={reading}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onBlur={() => plot !== undefined && moveCursor(plot, null)}
      {...pointing}
    >
      {pointer !== undefined && index !== null && (tooltip !== undefined || spot !== undefined) && (
        <ChartTooltip
          {...pointer}
          moment={tooltip ?? ''}
          reading={tooltip === undefined ? NO_READING : readMoment(style, data, index, TOOLTIP_ROWS, near)}
          near={near}
          spot={spot?.label}
        />
      )}
    </div>
  );
}

/** Where a key takes the cursor: a position, null to let go of it, undefined for a key that means nothing here. */
function nextIndex(key: string, index: number | null, length: number): number | null | undefined {
  if (length === 0) return undefined;
  const last = length - 1;
  if (key === 'ArrowLeft') return Math.max(0, (index ?? length) - 1);
  if (key === 'ArrowRight') return Math.min(last, (index ?? last) + 1);
  if (key === 'Home') return 0;
  if (key === 'End') return last;
  return key === 'Escape' ? null : undefined;
}

/** uPlot's types leave out the last argument: whether charts that share the cursor follow. */
type SharedCursor = { setCursor(position: { left: number; top: number }, fire: boolean, publish: boolean): void };

/** Moves the cursor of this chart and of all that share it. */
function moveCursor(plot: uPlot, index: number | null): void {
  const at = index === null ? undefined : plot.data[0][index];
  const position = at === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(at, 'x'), top: 0 };
  (plot as SharedCursor).setCursor(position, true, true);
}
