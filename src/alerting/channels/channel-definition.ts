import type { Grouping } from '../../config/grouping.js';
import type { Templates } from '../messages/template.js';

/** What channels can be. */
export const CHANNEL_TYPES = ['email', 'slack', 'webhook', 'sms', 'teams', 'pagerduty'] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];

/** Everything about a channel that a sender is made of, secrets in the clear. */
export interface ChannelDefinition extends Templates {
  /** What rules call it. */
  name: string;
  type: ChannelType;
  settings: Readonly<Record<string, unknown>>;
  secrets: Readonly<Record<string, string>>;
  /** Null for no limit. */
  messagesPerMinute: number | null;
  /** Null: every alert has notifications of its own, at once. */
  grouping: Grouping | null;
  /** Why nothing can be sent; undefined when it is ready. */
  unavailable?: string | undefined;
}

/** The channels of the environment, and where a notification goes when nobody says otherwise. */
export const DEFAULT_CHANNELS = ['email', 'slack', 'webhook'];
