import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** How far above the end somebody who follows may be, px. */
const AT_END = 60;
/** Scrolling goes on for so long after the hand that caused it. */
const MOMENTUM_MS = 1500;
const KEYS_UP: ReadonlySet<string> = new Set(['ArrowUp', 'PageUp', 'Home', 'k']);

interface End {
  readonly isFollowing: boolean;
  /** Called when the reader scrolls away from the end. */
  readonly onLeave: () => void;
  /** Each change may have moved the end. */
  readonly contents: unknown;
  readonly height: number;
}

/**
 * Keeps the end of a list in view while the reader follows it. The list moves by itself, too, when lines turn out to be of another height than
 * was thought: only what a hand did counts as leaving.
 */
export function useEnd(scroller: RefObject<HTMLElement | null>, end: End): void {
  const { isFollowing, onLeave, contents, height } = end;
  const touchedAt = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: contents and height are not read, but move the end
  useLayoutEffect(() => {
    if (isFollowing && scroller.current !== null) goToEnd(scroller.current);
  }, [scroller, isFollowing, contents, height]);

  useEffect(() => {
    const element = scroller.current;
    if (element === null || !isFollowing) return undefined;
    touchedAt.current = 0;
    function onHand(event: Event): void {
      if (event instanceof WheelEvent && event.deltaY >= 0) return;
      if (event instanceof KeyboardEvent && !KEYS_UP.has(event.key)) return;
      // What is pressed in the list is no scrolling; its scroll bar is the list itself.
      if (event.type === 'pointerdown' && event.target !== element) return;
      touchedAt.current = Date.now();
    }
    function onScroll(): void {
      if (element === null || element.scrollHeight - element.scrollTop - element.clientHeight <= AT_END) return;
      if (Date.now() - touchedAt.current < MOMENTUM_MS) onLeave();
      else goToEnd(element);
    }
    const hands = ['wheel', 'touchmove', 'keydown', 'pointerdown'];
    for (const type of hands) element.addEventListener(type, onHand, { passive: true });
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      for (const type of hands) element.removeEventListener(type, onHand);
      element.removeEventListener('scroll', onScroll);
    };
  }, [scroller, isFollowing, onLeave]);
}

function goToEnd(element: HTMLElement): void {
  element.scrollTop = element.scrollHeight;
}
