import type { components } from '../api/schema.js';

/** A channel as the API answers it, without its secrets. */
export type Channel = components['schemas']['ChannelView'];
export type ChannelType = Channel['type'];
export type ChannelRequest = components['schemas']['ChannelRequest'];
export type ChannelPatch = components['schemas']['ChannelPatch'];

/** One thing that a type of channel can be told. */
export interface ChannelField {
  readonly name: string;
  readonly label: string;
  /** `list`: one entry a line; `headers`: names and values; `secret`: never shown again. */
  readonly form: 'text' | 'port' | 'list' | 'choice' | 'secret' | 'headers';
  readonly about?: string;
  readonly placeholder?: string;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  readonly isNeeded?: boolean;
}

interface ChannelShape {
  readonly label: string;
  /** What it does, in a sentence. */
  readonly about: string;
  readonly settings: readonly ChannelField[];
  readonly secrets: readonly ChannelField[];
}

const URL_FIELD: ChannelField = {
  name: 'url',
  label: 'Address (URL)',
  form: 'secret',
  isNeeded: true,
  placeholder: 'https://',
};

/** What each type of channel takes, as the API has it. */
export const CHANNEL_SHAPES: Readonly<Record<ChannelType, ChannelShape>> = {
  email: {
    label: 'E-mail',
    about: 'A mail with text, HTML and a small chart.',
    settings: [
      { name: 'to', label: 'To', form: 'list', isNeeded: true, placeholder: 'ops@example.org' },
      { name: 'from', label: 'From', form: 'text', about: 'Needed with a mail server of its own' },
      { name: 'smtp_server', label: 'Mail server', form: 'text', placeholder: 'that of the environment' },
      { name: 'smtp_port', label: 'Port', form: 'port', placeholder: '587' },
      { name: 'smtp_username', label: 'User name', form: 'text' },
    ],
    secrets: [{ name: 'smtp_password', label: 'Password', form: 'secret' }],
  },
  slack: {
    label: 'Slack',
    about: 'A message by an incoming webhook of a workspace.',
    settings: [
      { name: 'channel', label: 'Slack channel', form: 'text', placeholder: 'that of the webhook' },
      { name: 'username', label: 'Shown as', form: 'text' },
    ],
    secrets: [URL_FIELD],
  },
  webhook: {
    label: 'Webhook',
    about: 'The whole alert as JSON to an address of yours, signed if you like.',
    settings: [
      {
        name: 'format',
        label: 'Format',
        form: 'choice',
        choices: [
          { value: 'json', label: 'JSON of this service' },
          { value: 'alertmanager', label: 'Prometheus Alertmanager, version 4' },
        ],
      },
    ],
    secrets: [
      URL_FIELD,
      { name: 'headers', label: 'Headers', form: 'headers', about: 'Sent with every request, such as Authorization' },
      {
        name: 'signing_secret',
        label: 'Signing secret',
        form: 'secret',
        about: 'Requests are signed as Standard Webhooks has it',
        placeholder: 'whsec_…',
      },
    ],
  },
  sms: {
    label: 'Text message',
    about: 'A short text to telephones, by Twilio or Africa’s Talking.',
    settings: [
      {
        name: 'provider',
        label: 'Provider',
        form: 'choice',
        isNeeded: true,
        choices: [
          { value: 'twilio', label: 'Twilio' },
          { value: 'africastalking', label: 'Africa’s Talking' },
        ],
      },
      { name: 'account', label: 'Account', form: 'text', isNeeded: true, about: 'Account SID, or user name' },
      { name: 'from', label: 'From', form: 'text', about: 'Needed by Twilio' },
      { name: 'to', label: 'To', form: 'list', isNeeded: true, placeholder: '+263771234567' },
    ],
    secrets: [{ name: 'token', label: 'Auth token or API key', form: 'secret', isNeeded: true }],
  },
  teams: {
    label: 'Microsoft Teams',
    about: 'A card by a workflow that begins with “When a Teams webhook request is received”.',
    settings: [],
    secrets: [URL_FIELD],
  },
  pagerduty: {
    label: 'PagerDuty',
    about: 'An incident by the Events API v2: it begins, is acknowledged and ends with the alert.',
    settings: [
      {
        name: 'events_url',
        label: 'Events address',
        form: 'text',
        placeholder: 'that of PagerDuty',
        about: 'For another service that takes these events',
      },
    ],
    secrets: [{ name: 'routing_key', label: 'Routing key', form: 'secret', isNeeded: true }],
  },
};

export const CHANNEL_TYPES = Object.keys(CHANNEL_SHAPES) as ChannelType[];

/** The name of a type; one this page does not know as it came. */
export function labelOf(type: ChannelType): string {
  return CHANNEL_SHAPES[type]?.label ?? type;
}

/** Where a channel leads, as far as it may be shown. */
export function targetOf({ type, settings, secrets }: Pick<Channel, 'type' | 'settings' | 'secrets'>): string {
  const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : '');
  const text = (value: unknown) => (typeof value === 'string' ? value : '');
  const address = secrets.url === 'set' ? 'a hidden address' : 'no address yet';
  if (type === 'email' || type === 'sms') return list(settings.to) || 'nobody yet';
  if (type === 'slack') return text(settings.channel) || address;
  if (type === 'pagerduty') return text(settings.events_url) || 'PagerDuty';
  return address;
}
