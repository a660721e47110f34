import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import { panned, type TimeWindow, within, zoomed } from './time-window.js';

/** A drag shorter than this is a click, px. */
const SHORTEST = 6;

interface Gestures {
  /** The element that scrolls, and the one that spans the time column. */
  readonly scroller: RefObject<HTMLElement | null>;
  readonly column: RefObject<HTMLElement | null>;
  readonly whole: TimeWindow;
  readonly window: TimeWindow;
  readonly onChange: (window: TimeWindow) => void;
}

/**
 * Zooms with Ctrl and the wheel, moves with Shift and the wheel, and zooms by dragging over the bars. Spread `handlers` on the rows' body;
 * `drag` is what is being dragged over, in pixels of the column.
 */
export function useZoomGestures({ scroller, column, whole, window, onChange }: Gestures) {
  const [drag, setDrag] = useState<{ left: number; width: number }>();
  const start = useRef<number>(undefined);
  const now = useRef({ whole, window, onChange });
  now.current = { whole, window, onChange };

  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const onWheel = (event: WheelEvent) => {
      const bounds = column.current?.getBoundingClientRect();
      if (bounds === undefined || !(event.ctrlKey || event.metaKey || event.shiftKey)) return;
      // The browser would zoom the page, which a passive listener could not prevent.
      event.preventDefault();
      const { whole: all, window: shown, onChange: change } = now.current;
      const by = event.deltaY || event.deltaX;
      if (event.shiftKey) change(panned(all, shown, Math.sign(by) * 0.1));
      else
        change(
          zoomed(
            all,
            shown,
            Math.min(1, Math.max(0, (event.clientX - bounds.left) / bounds.width)),
            by > 0 ? 1.25 : 0.8,
          ),
        );
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [scroller, column]);

  function extent(event: PointerEvent) {
    const bounds = column.current?.getBoundingClientRect();
    if (bounds === undefined || start.current === undefined) return undefined;
    const [from, to] = [start.current, event.clientX].map((x) => Math.min(Math.max(x - bounds.left, 0), bounds.width));
    const box = { left: Math.min(from!, to!), width: Math.abs(to! - from!), full: bounds.width };
    return box.width < SHORTEST ? undefined : box;
  }

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      const bounds = column.current?.getBoundingClientRect();
      if (event.button !== 0 || event.pointerType === 'touch' || bounds === undefined || event.clientX < bounds.left)
        return;
      start.current = event.clientX;
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const box = extent(event);
      setDrag(box);
      if (box !== undefined) event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerUp: (event: PointerEvent) => {
      const box = extent(event);
      start.current = undefined;
      setDrag(undefined);
      if (box === undefined) return;
      const at = (x: number) => window.from + (x / box.full) * (window.to - window.from);
      onChange(within(whole, { from: at(box.left), to: at(box.left + box.width) }));
    },
    onPointerCancel: () => {
      start.current = undefined;
      setDrag(undefined);
    },
  };
  return { drag, handlers };
}
