import type { AlertMessage } from './alert-message.js';

/** The ways a notification can go out, by the names a rule uses in `notification_channels`. */
export const CHANNELS = ['email', 'slack', 'webhook'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** How long one attempt may take before it counts as failed. */
export const ATTEMPT_TIMEOUT_MS = 10_000;

/** What the receiving side answered, as far as it is worth keeping: an HTTP status and body, or an SMTP reply. */
export interface Receipt {
  statusCode: number | null;
  response: string;
}

/** A failed attempt. `receipt` is there when the receiving side answered, `retryAfterMs` when it said when to come back. */
export class DeliveryFailed extends Error {
  constructor(
    message: string,
    readonly receipt?: Receipt,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** One way to send a notification. Where it goes is decided by the environment alone, never by a rule or a request. */
export interface Channel {
  readonly name: ChannelName;
  /** Why nothing can be sent, naming the variable to set; undefined when the channel is ready. */
  readonly unavailable: string | undefined;
  /** Values that must never be kept or printed, even when the receiving side echoes them. */
  readonly secrets: readonly string[];
  /** @throws DeliveryFailed, or whatever the network gives, when the receiving side has not taken it */
  send(message: AlertMessage): Promise<Receipt>;
}
