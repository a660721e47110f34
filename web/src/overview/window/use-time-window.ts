import { useCallback, useSyncExternalStore } from 'react';
import { type TimeWindow, windowOf, withWindow } from './time-window.js';

function subscribe(listener: () => void): () => void {
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}

/** The window in the address bar and a way to change it; Back goes to the window before. */
export function useTimeWindow(): [TimeWindow, (next: TimeWindow) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search);
  const change = useCallback((next: TimeWindow) => {
    history.pushState(null, '', location.pathname + withWindow(location.search, next));
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, []);
  return [windowOf(search), change];
}
