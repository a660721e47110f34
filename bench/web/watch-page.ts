declare global {
  interface Window {
    /** When the latest task of the main thread over 50 ms ended, since the navigation. */
    longTaskEndedAt: number;
  }
}

/** Runs in a page before all else: remembers its long tasks. */
export function watchPage(): void {
  window.longTaskEndedAt = 0;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) window.longTaskEndedAt = startTime + duration;
  }).observe({ type: 'longtask', buffered: true });
}

/**
 * Runs in a page: when it was interactive, in milliseconds since the navigation: its title and what `content` selects are there with nothing loading,
 * and the main thread was idle for half a second after that or its last long task.
 */
export async function interactiveAt(content: string): Promise<number> {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const isShown = () => {
    const main = document.querySelector('main');
    if (!main?.querySelector('h1') || main.querySelector('[role="status"][aria-label^="Loading"]')) return false;
    return main.querySelector(content) !== null;
  };
  while (!isShown()) await frame();
  const shownAt = performance.now();
  const quietMs = 500;
  while (performance.now() - Math.max(shownAt, window.longTaskEndedAt) < quietMs) await frame();
  return Math.max(shownAt, window.longTaskEndedAt);
}
