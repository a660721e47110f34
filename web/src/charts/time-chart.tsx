import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useColorScheme } from '../app/color-scheme.js';
import { type CursorListener, plotOptions } from './plot-options.js';
import type { ChartData, ChartStyle } from './series.js';
import styles from './time-chart.module.css';

interface TimeChartProps {
  /** What the chart shows and what it says at the cursor, for screen readers. */
  label: string;
  reading: string;
  data: ChartData;
  style: ChartStyle;
  height: number;
  /** The position under the cursor; null when there is none. */
  index: number | null;
  onCursor: CursorListener;
}

/** The drawing of a chart over time. Its cursor is shared with every chart of the page; the arrow keys move it, too. */
export function TimeChart(props: TimeChartProps) {
  // The colours are read once, when a chart is made: another colour scheme asks for another chart.
  return <Plot key={useColorScheme()} {...props} />;
}

function Plot({ label, reading, data, style, height, index, onCursor }: TimeChartProps) {
  const { holder, plot } = usePlot(data, style, height, onCursor);
  const last = Math.max(0, data.timestamps.length - 1);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextIndex(event.key, index, data.timestamps.length);
    if (next === undefined || plot === undefined) return;
    event.preventDefault();
    moveCursor(plot, next);
  }

  const empty = data.values.every((values) => values.every((value) => value === null));
  return (
    <div
      ref={holder}
      className={styles.plot}
      data-empty={empty ? 'No data in this time' : undefined}
      style={{ height }}
      role="slider"
      tabIndex={0}
      aria-label={`${label}, time`}
      aria-valuemin={0}
      aria-valuemax={last}
      aria-valuenow={index ?? last}
      aria-valuetext={reading}
      onKeyDown={onKeyDown}
      onBlur={() => plot !== undefined && moveCursor(plot, null)}
    />
  );
}

/** Makes the chart when its look changes, feeds it when its data changes, and keeps it as wide as its holder. */
function usePlot(data: ChartData, style: ChartStyle, height: number, onCursor: CursorListener) {
  const holder = useRef<HTMLDivElement>(null);
  const [plot, setPlot] = useState<uPlot>();

  useEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const made = new uPlot(plotOptions(style, element.clientWidth, height, onCursor), [[]], element);
    setPlot(made);
    const watcher = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      made.destroy();
      setPlot(undefined);
    };
  }, [style, height, onCursor]);

  useEffect(() => {
    plot?.batch(() => {
      const seconds = data.timestamps.map((at) => Date.parse(at) / 1000);
      plot.setData([seconds, ...data.values.map((values) => [...values])], false);
      plot.setScale('x', { min: data.span.from / 1000, max: data.span.to / 1000 });
    });
  }, [plot, data]);

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
