import type { AlertMessage } from '../messages/alert-message.js';

/** How long one attempt may take before it counts as failed. */
export const ATTEMPT_TIMEOUT_MS = 10_000;

/** What the receiving side answered, as far as it is worth keeping: an HTTP status and body, or an SMTP reply. */
export interface Receipt {
  statusCode: number | null;
  response: string;
}

interface Refusal {
  /** What the receiving side answered, if it did. */
  receipt?: Receipt;
  /** How long it asked to be left alone. */
  retryAfterMs?: number | undefined;
  /** The same message will be refused again, however often it is sent. */
  permanent?: boolean;
}

/** A failed attempt to deliver. */
export class DeliveryFailed extends Error {
  constructor(
    message: string,
    readonly refusal: Refusal = {},
  ) {
    super(message);
  }
}

/** Sends messages to one place. */
export interface Sender {
  /** Why nothing can be sent; undefined when it is ready. */
  readonly unavailable: string | undefined;
  /** Values that must never be kept or printed, even when the receiving side echoes them. */
  readonly secrets: readonly string[];
  /** What would be sent, without addresses and secrets. */
  render(message: AlertMessage): object | Promise<object>;
  /** @throws DeliveryFailed, or whatever the network gives, when the receiving side has not taken it */
  send(message: AlertMessage): Promise<Receipt>;
}
