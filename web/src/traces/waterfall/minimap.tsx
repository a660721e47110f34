import { useCallback } from 'react';
import type { Ink } from '../../charts/series.js';
import { type Paint, useCanvas } from '../canvas/use-canvas.js';
import { useDrag } from '../canvas/use-drag.js';
import type { Happening } from '../trace/happenings.js';
import type { SpanTree } from '../trace/span-tree.js';
import styles from './minimap.module.css';
import { TimeAxis } from './time-axis.js';
import { placeIn, type TimeWindow, within } from './time-window.js';

interface MinimapProps {
  tree: SpanTree;
  inks: ReadonlyMap<string, Ink>;
  happenings: ReadonlyMap<string, readonly Happening[]>;
  whole: TimeWindow;
  window: TimeWindow;
  onChange: (window: TimeWindow) => void;
}

/** The whole trace, small: dragging over it zooms the waterfall, a click moves the window there, a double click shows all again. */
export function Minimap({ tree, inks, happenings, whole, window, onChange }: MinimapProps) {
  const paint = useCallback<Paint>(
    (context, width, height, colour) => {
      context.clearRect(0, 0, width, height);
      const line = height / Math.max(tree.spans.length, 1);
      const inkColours = new Map([...inks].map(([service, ink]) => [service, colour(ink)]));
      const bad = colour('chart-bad');
      const place = (ms: number) => (ms / whole.to) * width;
      for (const { span, index, startMs, endMs } of tree.spans) {
        context.fillStyle = span.status === 'error' ? bad : (inkColours.get(span.service_name) ?? bad);
        const left = place(startMs);
        context.fillRect(left, index * line, Math.max(1, place(endMs) - left), Math.max(1, Math.min(line - 0.5, 6)));
      }
      context.fillStyle = bad;
      for (const list of happenings.values()) {
        for (const { kind, atMs } of list) if (kind === 'error') context.fillRect(place(atMs) - 1, height - 5, 2, 5);
      }
    },
    [tree, inks, happenings, whole],
  );
  const canvas = useCanvas(paint);
  const { box, handlers } = useDrag({
    onDrag: ({ left, width }, { width: full }) =>
      onChange(within(whole, { from: (left / full) * whole.to, to: ((left + width) / full) * whole.to })),
    onClick: (left) => {
      const length = window.to - window.from;
      const at = (left / (canvas.current?.clientWidth ?? 1)) * whole.to;
      if (length < whole.to) onChange(within(whole, { from: at - length / 2, to: at + length / 2 }));
    },
  });
  const shown = placeIn(whole, window.from, window.to) ?? { left: 0, width: 1 };
  return (
    <div className={styles.minimap}>
      <div className={styles.axis}>
        <TimeAxis window={whole} />
      </div>
      {/* Zooming and moving have keys and buttons, too: this is for the pointer. */}
      <div className={styles.map} {...handlers} onDoubleClick={() => onChange(whole)} aria-hidden="true">
        <canvas ref={canvas} />
        <span className={styles.shade} style={{ left: 0, width: `${shown.left * 100}%` }} />
        <span className={styles.shade} style={{ left: `${(shown.left + shown.width) * 100}%`, right: 0 }} />
        {box !== undefined && <span className={styles.brush} style={{ left: box.left, width: box.width }} />}
      </div>
    </div>
  );
}
