import { activeContext, activeSpan, runWithin } from '../tracing/active-context.js';

/** The callback, to be run within what is being worked on now: contexts may follow promises only. */
export function tied<Args extends unknown[]>(callback: (...args: Args) => unknown): (...args: Args) => unknown {
  if (!activeSpan()) return callback;
  const scope = activeContext();
  return (...args) => runWithin(scope, () => callback(...args));
}
