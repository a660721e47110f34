import { type RefObject, useEffect, useRef } from 'react';
import type { LogRecord } from '../log-field.js';
import { useLogSearch } from '../use-log-search.js';
import { useTraceOf } from './use-trace-of.js';

/** After `g` a letter goes to another page. */
const SEQUENCE_MS = 1500;

/**
 * The keys for lines: j and k, or the arrows while a line has the focus, go down and up; c shows the context, t the trace. Enter opens a line,
 * as it presses its button.
 */
export function useLineKeys(
  scroller: RefObject<HTMLElement | null>,
  lines: readonly LogRecord[],
  reveal: (index: number) => void,
): void {
  const { change } = useLogSearch();
  const openTrace = useTraceOf();
  const goSince = useRef(0);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const { key, target } = event;
      if (event.ctrlKey || event.metaKey || event.altKey || isElsewhere(target)) return;
      const isGoing = Date.now() - goSince.current < SEQUENCE_MS;
      goSince.current = key === 'g' ? Date.now() : 0;
      if (isGoing) return;
      const at = indexOf(target, scroller.current);
      const step = stepOf(key, at !== undefined);
      const record = at === undefined ? undefined : lines[at];
      if (step !== undefined) {
        event.preventDefault();
        go(at === undefined ? 0 : at + step);
      } else if (key === 'c' && record !== undefined) change({ line: record.log_id });
      else if (key === 't' && record?.trace_id != null) openTrace(record.trace_id, record.span_id ?? undefined);
    }

    function go(to: number): void {
      const index = Math.max(0, Math.min(lines.length - 1, to));
      reveal(index);
      // It may have to be drawn first.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          scroller.current
            ?.querySelector<HTMLElement>(`[data-index="${index}"] [aria-expanded]`)
            ?.focus({ preventScroll: true, focusVisible: true } as FocusOptions),
        ),
      );
    }

    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [scroller, lines, reveal, change, openTrace]);
}

function stepOf(key: string, isOnLine: boolean): number | undefined {
  if (key === 'j' || (isOnLine && key === 'ArrowDown')) return 1;
  if (key === 'k' || (isOnLine && key === 'ArrowUp')) return -1;
  return undefined;
}

/** Which line has the focus. */
function indexOf(target: EventTarget | null, scroller: HTMLElement | null): number | undefined {
  if (!(target instanceof Element) || scroller?.contains(target) !== true) return undefined;
  const index = target.closest('[data-index]')?.getAttribute('data-index');
  return index == null ? undefined : Number(index);
}

/** Where keys mean something else: in a text field, in a dialog, on a chart. */
function isElsewhere(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"]') !== null) return true;
  return target instanceof HTMLElement && target.closest('input, textarea, select, [role="slider"]') !== null;
}
