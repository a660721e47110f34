import type { Database, Transaction } from '../../database/database.js';

/**
 * Cancels the statement a transaction is running when the signal is aborted.
 *
 * @returns to be called before the transaction ends, so that its connection's next user is not the one who is cancelled
 */
export async function cancelOnAbort(
  database: Database,
  tx: Transaction,
  signal: AbortSignal,
): Promise<() => Promise<void>> {
  const [backend] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
  let cancelled: Promise<unknown> | undefined;
  const cancel = () => {
    // When it cannot be cancelled, it ends by itself.
    cancelled = database.query('select pg_cancel_backend($1)', [backend!.pid]).catch(() => {});
  };
  signal.addEventListener('abort', cancel);
  return async () => {
    signal.removeEventListener('abort', cancel);
    await cancelled;
  };
}
