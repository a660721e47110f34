import uPlot from 'uplot';
import { formatClock, formatDayMonth, formatHourMinute } from '../format/clock.js';
import { spell } from '../format/quantity.js';
import { type Band, paintBands } from './bands.js';
import { type Mark, paintMarks } from './marks.js';
import type { ChartStyle, Ink, Spot } from './series.js';
import { paintSpots } from './spots.js';

/** Charts with this key move their cursors together. */
const SHARED_CURSOR = 'page';
const FONT = '12px system-ui, sans-serif';
/** A drag shorter than this is a click, px. */
const SHORTEST_DRAG = 6;
/** With more series than this a dot on each of them at the cursor would hide the chart, and moving them would be slow. */
const MOST_CURSOR_DOTS = 16;
/** With more lines than this they are thin: they cover less of each other, and a browser draws them in a quarter of the time. */
const MANY_SERIES = 8;
/** How much of their ink lines keep while another one is brought forward. */
const DIMMED = 0.18;

/** What a chart tells: where its cursor is, and what was chosen by dragging. */
export interface ChartListeners {
  /** The index under the cursor, or null when it left. */
  readonly onCursor: (index: number | null) => void;
  /** A span in epoch milliseconds. */
  readonly onZoom: (from: number, to: number) => void;
}

/** What is painted over a chart and may change without another chart. */
export interface Overlay {
  marks: readonly Mark[];
  spots: readonly Spot[];
  bands: readonly Band[];
}

export type Colour = (name: Ink | 'surface' | 'grid' | 'ink-3' | 'critical' | 'info' | 'warning' | 'good') => string;

/** uPlot's options for one chart. Colours are read from the page's custom properties, so a chart is made anew when they change. */
export function plotOptions(
  style: ChartStyle,
  size: { width: number; height: number },
  overlay: Overlay,
  { onCursor, onZoom }: ChartListeners,
): uPlot.Options {
  const colour = colourReader();
  const series = style.series.map((one, index) => seriesOptions(one, colour(one.ink), style, index));
  return {
    ...size,
    padding: [8, 20, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: true, y: false, setScale: false, dist: SHORTEST_DRAG },
      sync: { key: SHARED_CURSOR, setSeries: false },
      points: {
        show: !style.stacked && style.series.length <= MOST_CURSOR_DOTS,
        size: 7,
        width: 2,
        stroke: colour('surface'),
      },
    },
    focus: { alpha: DIMMED },
    hooks: {
      setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)],
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width < SHORTEST_DRAG) return;
          onZoom(Math.round(plot.posToVal(left, 'x') * 1000), Math.round(plot.posToVal(left + width, 'x') * 1000));
          plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
      drawAxes: [(plot) => paintBands(plot, overlay.bands, colour)],
      draw: [
        (plot) => {
          paintMarks(plot, overlay.marks, colour);
          paintSpots(plot, overlay.spots, colour);
        },
      ],
    },
    scales: { x: { time: true }, y: { range: (_plot, min, max) => [Math.min(0, min ?? 0), topOf(style, max)] } },
    axes: [timeAxis(colour), valueAxis(colour, style)],
    series: [{}, ...(style.stacked ? series.toReversed() : series)],
  };
}

/** The place that uPlot gives to a series of a style: times come first, and what stands on the others is painted before them. */
export function plotIndexOf({ stacked, series }: ChartStyle, position: number): number {
  return stacked ? series.length - position : position + 1;
}

function topOf(style: ChartStyle, max: number | null): number {
  if (style.top !== undefined) return style.top;
  const highest = Math.max(max ?? 0, style.topAtLeast ?? 0);
  return highest === 0 ? 1 : highest * 1.1;
}

function seriesOptions(
  { label, dashed }: ChartStyle['series'][number],
  stroke: string,
  style: ChartStyle,
  index: number,
): uPlot.Series {
  const isBars = style.kind === 'bars';
  const isFilled = style.stacked || (style.kind === 'area' && index === 0);
  return {
    label,
    stroke,
    width: isBars ? 0 : style.series.length > MANY_SERIES ? 1 : 1.75,
    dash: dashed ? [5, 4] : undefined,
    fill: isBars || style.stacked ? stroke : isFilled ? `${stroke}1f` : undefined,
    paths: isBars ? uPlot.paths.bars?.({ size: [0.8, 24], align: 1 }) : undefined,
    points: isBars || style.stacked ? { show: false } : { show: true, size: 4, width: 0, fill: stroke, filter: alone },
  };
}

/** Only values without a neighbour get a point: a line cannot show them. */
const alone: uPlot.Series.Points.Filter = (plot, seriesIndex) => {
  const values = plot.data[seriesIndex] ?? [];
  const found: number[] = [];
  for (let at = 0; at < values.length; at += 1) {
    if (values[at] != null && values[at - 1] == null && values[at + 1] == null) found.push(at);
  }
  return found;
};

const DAY_SECONDS = 86_400;

function timeAxis(colour: Colour): uPlot.Axis {
  return {
    stroke: colour('ink-3'),
    font: FONT,
    size: 22,
    gap: 4,
    space: 56,
    grid: { show: false },
    ticks: { show: false },
    values: (_plot, splits, _axis, _space, increment) =>
      splits.map((at) => {
        if (increment >= DAY_SECONDS) return formatDayMonth(at * 1000);
        return increment < 60 ? formatClock(at * 1000) : formatHourMinute(at * 1000);
      }),
  };
}

function valueAxis(colour: Colour, style: ChartStyle): uPlot.Axis {
  return {
    stroke: colour('ink-3'),
    font: FONT,
    size: 58,
    gap: 6,
    space: 30,
    grid: { stroke: colour('grid'), width: 1 },
    ticks: { show: false },
    values: (_plot, splits) => splits.map((value) => spell(style.format(value))),
  };
}

function colourReader(): Colour {
  const properties = getComputedStyle(document.documentElement);
  return (name) => properties.getPropertyValue(`--${name}`).trim();
}
