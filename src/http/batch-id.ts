import { checkLine } from './ingest.js';
import type { Principal } from './principal.js';
import { Problem } from './problem.js';

const MAX_BATCH_ID = 128;

/**
 * Reads the header `X-Batch-ID`, by which a sender names a request so that it counts once when it is sent again.
 * @throws Problem 400 when it is empty, too long or not one line
 */
export function readBatchId(header: string | undefined): string | undefined {
  const fault = header === undefined ? undefined : checkLine(header, MAX_BATCH_ID);
  if (fault)
    throw Problem.of(400, `The header X-Batch-ID ${fault}.`, { errors: [{ path: 'X-Batch-ID', message: fault }] });
  return header;
}

/** A batch id as it is kept: it belongs to its sender, since two senders may use the same. */
export function ownBatchId({ kind, subject }: Principal, batchId: string | undefined): string | undefined {
  return batchId === undefined ? undefined : `${kind} ${subject} ${batchId}`;
}
