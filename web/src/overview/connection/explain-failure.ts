import type { ApiFailure } from '../../api/failure.js';

/** A failure in words for the reader: what happened, and what to look at. */
export function explainFailure({ kind, message }: ApiFailure): { title: string; advice: string } {
  if (kind === 'unreachable') {
    return { title: 'The monitoring service does not answer', advice: `${message} Is its process running?` };
  }
  if (kind === 'unavailable') {
    return { title: 'The monitoring service cannot read its data', advice: message };
  }
  return { title: 'The monitoring service could not answer', advice: message };
}
