import type { Database, Snapshot } from '../../database/database.js';

/**
 * Cancels the statement a transaction is running when the signal is aborted.
 *
 * @returns to be called before the transaction ends, so that its connection's next user is not the one who is cancelled
 */
export function cancelOnAbort(database: Database, { processId }: Snapshot, signal: AbortSignal): () => Promise<void> {
  let cancelled: Promise<unknown> | undefined;
  const cancel = () => {
    // When it cannot be cancelled, it ends by itself.
    cancelled = database.query('select pg_cancel_backend($1)', [processId]).catch(() => {});
  };
  signal.addEventListener('abort', cancel);
  return async () => {
    signal.removeEventListener('abort', cancel);
    await cancelled;
  };
}
