import { type PointerEvent, useRef, useState } from 'react';

/** A drag shorter than this is a click, px. */
const SHORTEST = 5;

/** A rectangle that is being dragged out, CSS pixels from the element's left upper corner. */
export interface DraggedBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface DragListeners {
  readonly onDrag: (box: DraggedBox, within: DOMRect) => void;
  readonly onClick?: (left: number, top: number) => void;
}

/** Lets somebody drag a rectangle over an element: spread `handlers` on it, and draw `box` while it is there. */
export function useDrag({ onDrag, onClick }: DragListeners) {
  const start = useRef<{ x: number; y: number }>(undefined);
  const [box, setBox] = useState<DraggedBox>();

  function boxTo(event: PointerEvent<HTMLElement>): DraggedBox | undefined {
    const from = start.current;
    if (from === undefined) return undefined;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    const x = Math.min(Math.max(event.clientX - left, 0), width);
    const y = Math.min(Math.max(event.clientY - top, 0), height);
    if (Math.hypot(x - from.x, y - from.y) < SHORTEST) return undefined;
    return {
      left: Math.min(x, from.x),
      top: Math.min(y, from.y),
      width: Math.abs(x - from.x),
      height: Math.abs(y - from.y),
    };
  }

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      const { left, top } = event.currentTarget.getBoundingClientRect();
      start.current = { x: event.clientX - left, y: event.clientY - top };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start.current !== undefined) setBox(boxTo(event));
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (start.current === undefined) return;
      const dragged = boxTo(event);
      const { x, y } = start.current;
      start.current = undefined;
      setBox(undefined);
      if (dragged === undefined) onClick?.(x, y);
      else onDrag(dragged, event.currentTarget.getBoundingClientRect());
    },
    onPointerCancel: () => {
      start.current = undefined;
      setBox(undefined);
    },
  };
  return { box, handlers };
}
