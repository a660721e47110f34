import type { AlertMessage } from '../messages/alert-message.js';
import { redact } from './redact.js';
import { ATTEMPT_TIMEOUT_MS, DeliveryFailed, type Sender } from './sender.js';

/** A sender has limits of its own for each step; this one is for all steps together. */
const PATIENCE_MS = 1.2 * ATTEMPT_TIMEOUT_MS;

/** How one attempt to deliver went. Texts are fit to be kept and shown. */
export interface Attempted {
  delivered: boolean;
  statusCode: number | null;
  response: string | null;
  error: string | null;
  /** The same message will be refused again. */
  permanent: boolean;
  retryAfterMs: number | undefined;
}

/** Sends a message and tells what came of it. Never rejects. */
export async function attempt(sender: Sender, message: AlertMessage): Promise<Attempted> {
  const clean = (text: string) => redact(text, sender.secrets);
  try {
    const { statusCode, response } = await inTime(sender.send(message));
    return {
      delivered: true,
      statusCode,
      response: clean(response),
      error: null,
      permanent: false,
      retryAfterMs: undefined,
    };
  } catch (fault) {
    const { receipt, retryAfterMs, permanent = false } = fault instanceof DeliveryFailed ? fault.refusal : {};
    return {
      delivered: false,
      statusCode: receipt?.statusCode ?? null,
      response: receipt ? clean(receipt.response) : null,
      error: clean(explain(fault)),
      permanent,
      retryAfterMs,
    };
  }
}

async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`timeout: not done after ${PATIENCE_MS / 1000} seconds`)), PATIENCE_MS);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** What failed is often in the cause, or in the first of several faults: one for each address that was tried. */
function explain(fault: unknown): string {
  if (!(fault instanceof Error)) return String(fault);
  const cause = fault instanceof AggregateError ? fault : fault.cause instanceof Error ? fault.cause : undefined;
  const inner: unknown = cause instanceof AggregateError ? cause.errors[0] : cause;
  const words = [fault.message, inner instanceof Error ? inner.message : ''].filter(Boolean);
  return words.join(': ') || fault.name;
}
