import type { Figure, Pair } from '../alert-rules/editor/draft.js';
import {
  CHANNEL_SHAPES,
  type Channel,
  type ChannelField,
  type ChannelPatch,
  type ChannelRequest,
  type ChannelType,
} from './channel.js';

/** How a channel gathers alerts, while it is written. */
export interface GroupingDraft {
  readonly group_by: readonly string[];
  readonly group_wait: Figure;
  readonly group_interval: Figure;
  /** Empty: never. */
  readonly repeat_interval: Figure;
}

/** A channel while it is written. */
export interface ChannelDraft {
  readonly name: string;
  readonly type: ChannelType;
  /** As typed; lists one entry a line. */
  readonly settings: Readonly<Record<string, string>>;
  /** Typed now; what is empty stays as it is. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly headers: readonly Pair[];
  /** Secrets that are to be taken away. */
  readonly removed: readonly string[];
  readonly messages_per_minute: Figure;
  readonly grouping: GroupingDraft | null;
  readonly title_template: string;
  readonly text_template: string;
}

/** How alerts are gathered where nothing else is said: the service's own defaults. */
export const USUAL_GROUPING: GroupingDraft = {
  group_by: [],
  group_wait: 30,
  group_interval: 300,
  repeat_interval: 14_400,
};

export const EMPTY_CHANNEL: ChannelDraft = {
  name: '',
  type: 'email',
  settings: {},
  secrets: {},
  headers: [],
  removed: [],
  messages_per_minute: '',
  grouping: null,
  title_template: '',
  text_template: '',
};

/** A channel as it can be changed. Its secrets are not known, so their fields begin empty. */
export function draftOfChannel(channel: Channel): ChannelDraft {
  const { grouping } = channel;
  return {
    ...EMPTY_CHANNEL,
    name: channel.name,
    type: channel.type,
    settings: Object.fromEntries(Object.entries(channel.settings).map(([name, value]) => [name, typed(value)])),
    messages_per_minute: channel.messages_per_minute ?? '',
    grouping: grouping && {
      group_by: grouping.group_by ?? [],
      group_wait: grouping.group_wait ?? 30,
      group_interval: grouping.group_interval ?? 300,
      repeat_interval: grouping.repeat_interval ?? '',
    },
    title_template: channel.title_template ?? '',
    text_template: channel.text_template ?? '',
  };
}

/** A new channel as the API takes it. */
export function requestOfChannel(draft: ChannelDraft): ChannelRequest {
  const { name, type } = draft;
  return { name: name.trim(), type, settings: settingsOf(draft), secrets: secretsOf(draft), ...othersOf(draft) };
}

/** What changes of a channel: a setting that was emptied and a secret that was taken away are null, others stay. */
export function patchOfChannel(before: ChannelDraft, draft: ChannelDraft): ChannelPatch {
  const old = settingsOf(before);
  const oldOthers: Readonly<Record<string, unknown>> = othersOf(before);
  const next = settingsOf(draft);
  const settings: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(next)])) {
    if (JSON.stringify(old[name]) !== JSON.stringify(next[name])) settings[name] = next[name] ?? null;
  }
  const secrets = { ...secretsOf(draft), ...Object.fromEntries(draft.removed.map((name) => [name, null])) };
  const others = Object.entries(othersOf(draft)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(oldOthers[name]),
  );
  return {
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
    ...(Object.keys(secrets).length > 0 ? { secrets } : {}),
    ...Object.fromEntries(others),
  };
}

/** What of a draft decides the words of a message, for a preview. */
export function wordsOfChannel(draft: ChannelDraft) {
  const isWebhook = draft.type === 'webhook';
  return {
    type: draft.type,
    settings: settingsOf(draft),
    title_template: isWebhook ? null : draft.title_template || null,
    text_template: isWebhook ? null : draft.text_template || null,
  };
}

function othersOf(draft: ChannelDraft): Omit<ChannelPatch, 'settings' | 'secrets'> {
  const { grouping, messages_per_minute, title_template, text_template } = draft;
  return {
    messages_per_minute: messages_per_minute === '' ? null : messages_per_minute,
    // A time that is missing is sent as null, so that the API finds fault with it.
    grouping: grouping && {
      group_by: [...grouping.group_by],
      group_wait: (grouping.group_wait === '' ? null : grouping.group_wait) as number,
      group_interval: (grouping.group_interval === '' ? null : grouping.group_interval) as number,
      repeat_interval: grouping.repeat_interval === '' ? null : grouping.repeat_interval,
    },
    title_template: title_template === '' ? null : title_template,
    text_template: text_template === '' ? null : text_template,
  };
}

function settingsOf({ type, settings }: ChannelDraft): Record<string, unknown> {
  const values = CHANNEL_SHAPES[type].settings.map((field) => [
    field.name,
    settingOf(field, settings[field.name] ?? ''),
  ]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function secretsOf({ type, secrets, headers }: ChannelDraft): Record<string, unknown> {
  const known = CHANNEL_SHAPES[type].secrets.map(({ name }) => name);
  const typedNow = known.filter((name) => (secrets[name] ?? '') !== '').map((name) => [name, secrets[name]!.trim()]);
  const named = headers.filter(([name]) => name !== '');
  const sent = known.includes('headers') && named.length > 0 ? [['headers', Object.fromEntries(named)]] : [];
  return Object.fromEntries([...typedNow, ...sent]);
}

function settingOf({ form }: ChannelField, text: string): unknown {
  if (text.trim() === '') return undefined;
  if (form === 'list') {
    return text
      .split(/[\n,;]/)
      .map((entry) => entry.trim())
      .filter((entry) => entry !== '');
  }
  // What is no number goes as it is, so that the API finds fault with it.
  return form === 'port' && Number.isFinite(Number(text)) ? Number(text) : text.trim();
}

function typed(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join('\n');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
}
