import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { useTimeRange } from '../time/use-time-range.js';
import type { Mark } from './marks.js';
import { type ChartListeners, type Overlay, plotOptions } from './plot-options.js';
import { type ChartData, type ChartStyle, millisecondsOf, stack } from './series.js';

/** Makes the chart when its look changes, feeds it when its data changes, and keeps it as wide as its holder. */
export function usePlot(
  data: ChartData,
  style: ChartStyle,
  height: number,
  marks: readonly Mark[],
  onCursor: ChartListeners['onCursor'],
) {
  const holder = useRef<HTMLDivElement>(null);
  const overlay = useRef<Overlay>({ marks: [], spots: [], bands: [] });
  const [made, setMade] = useState<{ plot: uPlot; style: ChartStyle }>();
  // While a chart of another look is being made, the one before must not be given its data.
  const plot = made?.style === style ? made.plot : undefined;
  const { setRange } = useTimeRange();

  useEffect(() => {
    const element = holder.current;
    if (element === null) return undefined;
    const listeners = { onCursor, onZoom: (from: number, to: number) => setRange({ from, to }) };
    const size = { width: element.clientWidth, height };
    const one = new uPlot(plotOptions(style, size, overlay.current, listeners), [[]], element);
    setMade({ plot: one, style });
    const watcher = new ResizeObserver(() => {
      if (element.clientWidth !== one.width) one.setSize({ width: element.clientWidth, height });
    });
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      one.destroy();
      setMade(undefined);
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
