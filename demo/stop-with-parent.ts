/**
 * Calls `stop` when the process that started this one is gone, however it went: the channel between them closes even
 * when the parent was killed. Without a parent process (started by hand) nothing happens.
 */
export function stopWithParent(stop: () => void): void {
  process.once('disconnect', stop);
}
