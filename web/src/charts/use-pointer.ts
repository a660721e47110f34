import { type PointerEvent, useState } from 'react';
import type uPlot from 'uplot';
import { nearSeries } from './near-series.js';
import { plotIndexOf } from './plot-options.js';
import type { ChartData, ChartStyle, Spot } from './series.js';
import { spotNear } from './spots.js';

/** How near a line the pointer must be, px. */
const REACH = 24;

interface Pointer {
  /** Within the chart's box, px. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Pointed {
  readonly pointer: Pointer | undefined;
  readonly spot: Spot | undefined;
  /** The series next to the pointer. */
  readonly near: number | undefined;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
}

/** Where the pointer is on this very chart, and what is there. The cursor is on all charts; the pointer on one. */
export function usePointer(plot: uPlot | undefined, data: ChartData, style: ChartStyle, index: number | null): Pointed {
  const [pointer, setPointer] = useState<Pointer>();
  const place = pointer === undefined || plot === undefined ? undefined : withinPlot(plot, pointer);
  const spot =
    place !== undefined && data.spots !== undefined && plot !== undefined
      ? spotNear(plot, data.spots, place.left, place.top)
      : undefined;
  return {
    pointer,
    spot,
    near: place === undefined || plot === undefined || index === null ? undefined : near(plot, place.top, index),
    onPointerMove: ({ currentTarget, clientX, clientY }) => {
      const box = currentTarget.getBoundingClientRect();
      setPointer({ left: clientX - box.left, top: clientY - box.top, width: box.width, height: box.height });
    },
    onPointerLeave: () => setPointer(undefined),
  };

  function near(of: uPlot, top: number, at: number): number | undefined {
    const heights = data.values.map((points, position) =>
      points[at] === null ? null : (of.data[plotIndexOf(style, position)]?.[at] ?? null),
    );
    const reach = Math.abs(of.posToVal(0, 'y') - of.posToVal(REACH, 'y'));
    return nearSeries(heights, of.posToVal(top, 'y'), reach, style.stacked ?? false);
  }
}

/** A place of the chart's box as a place of its drawing, which the axes stand beside. */
function withinPlot(plot: uPlot, { left, top }: Pointer): { left: number; top: number } {
  return { left: left - plot.bbox.left / devicePixelRatio, top: top - plot.bbox.top / devicePixelRatio };
}
