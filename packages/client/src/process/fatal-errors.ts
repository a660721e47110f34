import { describeException } from '../errors/describe-exception.js';
import { errorContext } from '../http/describe-request.js';
import type { Recorder } from '../recorder.js';

type Origin = 'uncaughtException' | 'unhandledRejection';

/**
 * Records exceptions that nobody caught and promises whose rejection nobody handled. What becomes of the process is what would without this:
 * where it ends, what was recorded is sent first. Returns how to stop it.
 */
export function followFatalErrors(recorder: Recorder): () => void {
  const record = (fault: unknown, origin: Origin) =>
    recorder.error({
      ...describeException(fault),
      ...errorContext(recorder.settings),
      severity: 'critical',
      tags: { origin },
      at: Date.now(),
    });
  const beforeEnd = (fault: unknown, origin: Origin) => {
    record(fault, origin);
    // With a listener of the application the process goes on, or ends when that says so.
    if (process.listenerCount('uncaughtException') === 0) recorder.stopNow();
  };
  const unhandled = (fault: unknown) => record(fault, 'unhandledRejection');
  // A listener for rejections keeps the process from ending: this one is there only beside others.
  const accompany = () => {
    const others = process.listeners('unhandledRejection').filter((listener) => listener !== unhandled).length;
    process.off('unhandledRejection', unhandled);
    if (others > 0) process.on('unhandledRejection', unhandled);
  };
  const changed = (event: string | symbol, listener: unknown) => {
    // Told before a listener is added.
    if (event === 'unhandledRejection' && listener !== unhandled) queueMicrotask(accompany);
  };
  process.on('uncaughtExceptionMonitor', beforeEnd).on('newListener', changed).on('removeListener', changed);
  accompany();
  return () => {
    process.off('newListener', changed).off('removeListener', changed);
    process.off('uncaughtExceptionMonitor', beforeEnd).off('unhandledRejection', unhandled);
  };
}
