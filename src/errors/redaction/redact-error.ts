import type { Redactor } from '../../redaction/redactor.js';
import type { ErrorOccurrence } from '../error.recorder.js';

/** An error without secrets in its texts, tags, data and frames; its ids and attachments are not looked at. The very same when there is nothing to hide. */
export function redactError(error: ErrorOccurrence, redactor: Redactor): ErrorOccurrence {
  const { errorId, userId, requestId, traceId, spanId, attachments, ...told } = error;
  const clean = redactor.value(told);
  return clean === told ? error : { ...clean, errorId, userId, requestId, traceId, spanId, attachments };
}
