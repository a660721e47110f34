import uPlot from 'uplot';
import { formatClock, formatHourMinute } from '../format/clock.js';
import { spell } from '../format/quantity.js';
import type { ChartStyle, Ink } from './series.js';

/** Charts with this key move their cursors together. */
const SHARED_CURSOR = 'overview';
const FONT = '12px system-ui, sans-serif';

/** What a chart tells when its cursor moves: the index under it, or null when it left. */
export type CursorListener = (index: number | null) => void;

/** uPlot's options for one chart. Colours are read from the page's custom properties, so a chart is made anew when they change. */
export function plotOptions(style: ChartStyle, width: number, height: number, onCursor: CursorListener): uPlot.Options {
  const colour = colourReader();
  return {
    width,
    height,
    padding: [8, 18, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      sync: { key: SHARED_CURSOR },
      points: { size: 7, width: 2, stroke: colour('surface') },
    },
    hooks: { setCursor: [(plot) => onCursor(plot.cursor.idx ?? null)] },
    scales: { x: { time: true }, y: { range: (_plot, _min, max) => [0, topOf(style, max)] } },
    axes: [timeAxis(colour), valueAxis(colour, style)],
    series: [{}, ...style.series.map(({ label, ink }, index) => seriesOptions(label, colour(ink), style, index))],
  };
}

function topOf(style: ChartStyle, max: number | null): number {
  if (style.top !== undefined) return style.top;
  const highest = Math.max(max ?? 0, style.topAtLeast ?? 0);
  return highest === 0 ? 1 : highest * 1.1;
}

function seriesOptions(label: string, stroke: string, style: ChartStyle, index: number): uPlot.Series {
  const filled = style.kind === 'bars' || (style.kind === 'area' && index === 0);
  return {
    label,
    stroke,
    width: style.kind === 'bars' ? 0 : 1.75,
    fill: filled ? (style.kind === 'bars' ? stroke : `${stroke}1f`) : undefined,
    paths: style.kind === 'bars' ? uPlot.paths.bars?.({ size: [0.8, 24], align: 1 }) : undefined,
    points: style.kind === 'bars' ? { show: false } : { show: true, size: 4, width: 0, fill: stroke, filter: alone },
  };
}

/** Only values without a neighbour get a point: a line cannot show them. */
const alone: uPlot.Series.Points.Filter = (plot, seriesIndex) => {
  const values = plot.data[seriesIndex] ?? [];
  return [...values.keys()].filter((at) => values[at] != null && values[at - 1] == null && values[at + 1] == null);
};

function timeAxis(colour: Colour): uPlot.Axis {
  return {
    stroke: colour('ink-3'),
    font: FONT,
    size: 22,
    gap: 4,
    space: 52,
    grid: { show: false },
    ticks: { show: false },
    values: (_plot, splits, _axis, _space, increment) =>
      splits.map((at) => (increment < 60 ? formatClock(at * 1000) : formatHourMinute(at * 1000))),
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

type Colour = (name: Ink | 'surface' | 'grid' | 'ink-3') => string;

function colourReader(): Colour {
  const properties = getComputedStyle(document.documentElement);
  return (name) => properties.getPropertyValue(`--${name}`).trim();
}
