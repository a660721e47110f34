import { type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import type { Mark } from '../../charts/marks.js';
import { formatMoment } from '../../format/clock.js';
import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import type { TimeSpan } from '../../time/time-range.js';
import { type Paint, useCanvas } from '../canvas/use-canvas.js';
import { useDrag } from '../canvas/use-drag.js';
import styles from './latency-scatter.module.css';
import { paintScatter } from './paint-scatter.js';
import {
  areaOf,
  durationAt,
  momentAt,
  nearest,
  type ScatterArea,
  type ScatterPoint,
  xOf,
  yOf,
} from './scatter-area.js';

/** How near the pointer must be, px. */
const REACH = 12;

/** What was dragged over: a span of time and of durations. */
export interface ScatterChoice extends TimeSpan {
  readonly minMs: number;
  readonly maxMs: number;
}

interface LatencyScatterProps {
  points: readonly ScatterPoint[];
  span: TimeSpan;
  marks: readonly Mark[];
  onOpen: (id: string) => void;
  onChoose: (choice: ScatterChoice) => void;
}

/** Each trace as a point at its time and duration. A click opens one, dragging narrows time and duration; the list below has the same for the keyboard. */
export function LatencyScatter({ points, span, marks, onOpen, onChoose }: LatencyScatterProps) {
  const area = useRef<ScatterArea>(undefined);
  const [pointed, setPointed] = useState<ScatterPoint>();
  const paint = useCallback<Paint>(
    (context, width, height, colour) => {
      area.current = areaOf(points, span, { width, height });
      paintScatter(context, area.current, points, marks, colour);
    },
    [points, span, marks],
  );
  const canvas = useCanvas(paint);
  const failed = useMemo(() => points.filter((point) => point.failed).length, [points]);

  const pointAt = (x: number, y: number) => area.current && nearest(area.current, points, x, y, REACH);
  const { box, handlers } = useDrag({
    onClick: (x, y) => {
      const point = pointAt(x, y);
      if (point !== undefined) onOpen(point.id);
    },
    onDrag: ({ left, top, width, height }) => {
      if (area.current === undefined) return;
      onChoose({
        from: Math.floor(momentAt(area.current, left)),
        to: Math.ceil(momentAt(area.current, left + width)),
        minMs: durationAt(area.current, top + height),
        maxMs: durationAt(area.current, top),
      });
    },
  });

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    handlers.onPointerMove(event);
    const { left, top } = event.currentTarget.getBoundingClientRect();
    setPointed(event.buttons === 0 ? pointAt(event.clientX - left, event.clientY - top) : undefined);
  }

  return (
    <div
      className={styles.scatter}
      role="img"
      aria-label={`${points.length} traces by time and duration, ${failed} of them failed. The table below lists them.`}
      data-pointed={pointed !== undefined}
      {...handlers}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setPointed(undefined)}
    >
      <canvas ref={canvas} />
      {box !== undefined && <span className={styles.brush} style={box} />}
      {pointed !== undefined && area.current !== undefined && <Pointed point={pointed} area={area.current} />}
    </div>
  );
}

function Pointed({ point, area }: { point: ScatterPoint; area: ScatterArea }) {
  const [x, y] = [xOf(area, point.at), yOf(area, point.tookMs)];
  return (
    <>
      <span className={styles.ring} style={{ left: x, top: y }} />
      <span
        className={styles.words}
        data-side={x > area.left + area.width / 2 ? 'left' : 'right'}
        style={{ left: x, top: y }}
      >
        <strong>{spell(formatLatency(point.tookMs))}</strong> {point.failed && 'failed '}
        <span>{formatMoment(point.at, Date.now())}</span>
        <span className={styles.label}>{point.label}</span>
      </span>
    </>
  );
}
