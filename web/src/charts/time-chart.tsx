import { useNavigate } from '@tanstack/react-router';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useColorScheme } from '../app/color-scheme.js';
import { useTimeRange } from '../time/use-time-range.js';
import type { Mark } from './marks.js';
import { type ChartListeners, type Overlay, plotOptions } from './plot-options.js';
import { type ChartData, type ChartStyle, millisecondsOf, stack } from './series.js';
import { spotNear } from './spots.js';
import styles from './time-chart.module.css';

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
}

/**
 * The drawing of a chart over time. Its cursor is shared with every chart of the page, and the arrow keys move it, too; dragging over it makes
 * what was dragged over the time range of the page.
 */
export function TimeChart(props: TimeChartProps) {
  // The colours are read once, when a chart is made: another colour scheme asks for another chart.
  return <Plot key={useColorScheme()} {...props} />;
}

function Plot({ label, reading, data, style, height, marks, index, onCursor }: TimeChartProps) {
  const { holder, plot } = usePlot(data, style, height, marks, onCursor);
  const navigate = useNavigate();
  const last = Math.max(0, data.timestamps.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextIndex(event.key, index, data.timestamps.length);
    if (next === undefined || plot === undefined) return;
    event.preventDefault();
    moveCursor(plot, next);
  }

  function onClick(event: MouseEvent): void {
    if (plot === undefined || data.spots === undefined) return;
    const { left, top } = plot.over.getBoundingClientRect();
    const spot = spotNear(plot, data.spots, event.clientX - left, event.clientY - top);
    if (spot !== undefined) void navigate({ to: `/traces/${spot.traceId}` as never });
  }

  const isEmpty = data.values.every((values) => values.every((value) => value === null));
  return (
    <div
      ref={holder}
      className={styles.plot}
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
    />
  );
}

/** Makes the chart when its look changes, feeds it when its data changes, and keeps it as wide as its holder. */
function usePlot(
  data: ChartData,
  style: ChartStyle,
  height: number,
  marks: readonly Mark[],
  onCursor: ChartListeners['onCursor'],
) {
  const holder = useRef<HTMLDivElement>(null);
  const overlay = useRef<Overlay>({ marks: [], spots: [], bands: [] });
  const [plot, setPlot] = useState<uPlot>();
  const { setRange } = useTimeRange();

  useEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const listeners = { onCursor, onZoom: (from: number, to: number) => setRange({ from, to }) };
    const size = { width: element.clientWidth, height };
    const made = new uPlot(plotOptions(style, size, overlay.current, listeners), [[]], element);
    setPlot(made);
    const watcher = new ResizeObserver(() => {
      if (element.clientWidth !== made.width) made.setSize({ width: element.clientWidth, height });
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.destroy();
      setPlot(undefined);
    };
  }, [style, height, onCursor, setRange]);

  useEffect(() => {
    overlay.current.marks = marks;
    overlay.current.spots = data.spots ?? [];
    overlay.current.bands = data.bands ?? [];
    plot?.batch(() => {
      const seconds = data.timestamps.map((at) => millisecondsOf(at) / 1000);
      const values = style.stacked ? stack(data.values) : data.values;
      plot.setData([seconds, ...values] as uPlot.AlignedData, false);
      plot.setScale('x', { min: data.span.from / 1000, max: data.span.to / 1000 });
    });
  }, [plot, data, style.stacked, marks]);

  return { holder, plot };
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
