import type { InputFault } from '../../http/problem.dto.js';
import type { AlertMessage } from './alert-message.js';
import { facts, headline, plainText } from './render-message.js';

/** What a channel says instead of the usual words; null for the usual. */
export interface Templates {
  titleTemplate: string | null;
  textTemplate: string | null;
}

/** The words of a message, before a channel escapes them for its medium. */
export interface Words {
  title: string;
  text: string;
  /** Whether `text` is the usual list of facts, which a channel may show in a better form. */
  usual: boolean;
}

type Values = Record<string, unknown>;
const TAG = /\{\{\s*([#^/]?)\s*([^{}]*?)\s*\}\}/g;
/** `tags` and `labels` have whatever names people gave them, dots included. */
const FREE = /^(alert|group)\.(tags|labels)\.(.+)$/;
/** Longest text that is made; a receiver that takes less cuts it. */
const MAX_TEXT = 10_000;

/** The words a channel uses for a message. */
export function wordsOf(message: AlertMessage, { titleTemplate, textTemplate }: Templates): Words {
  const values = valuesOf(message);
  const title = titleTemplate ? render(titleTemplate, values).replace(/\s+/g, ' ').trim() : '';
  const text = textTemplate ? render(textTemplate, values).trim() : '';
  return { title: title.slice(0, 250) || headline(message), text: text || plainText(message), usual: text === '' };
}

/** What a template may name. */
function valuesOf(message: AlertMessage): Values {
  const { event } = message;
  const lines = facts(message).map(([label, text]) => `${label}: ${text}`);
  return {
    ...message,
    headline: headline(message),
    facts: lines.join('\n'),
    firing: event === 'firing',
    resolved: event === 'resolved',
  };
}

/**
 * Replaces `{{name}}` by its value and keeps what is between `{{#name}}` and `{{/name}}` when the name has a value,
 * between `{{^name}}` and `{{/name}}` when it has none. Nothing is executed; an unknown name is empty.
 */
export function render(template: string, values: Values): string {
  let out = '';
  let end = 0;
  const shown: boolean[] = [];
  for (const { 0: tag, 1: kind, 2: name = '', index } of template.matchAll(TAG)) {
    const visible = !shown.includes(false);
    if (visible) out += template.slice(end, index);
    end = index + tag.length;
    if (kind === '/') shown.pop();
    else if (kind) shown.push(isPresent(valueAt(values, name)) === (kind === '#'));
    else if (visible) out += asText(valueAt(values, name));
    if (out.length > MAX_TEXT) return out.slice(0, MAX_TEXT);
  }
  return shown.includes(false) ? out : (out + template.slice(end)).slice(0, MAX_TEXT);
}

/** What is wrong with a template: names that nothing has, sections that do not end. */
export function templateFaults(template: string, path: string): InputFault[] {
  const faults: InputFault[] = [];
  const open: string[] = [];
  for (const [tag, kind, name = ''] of template.matchAll(TAG)) {
    if (!isKnown(name)) faults.push({ path, message: `${tag.slice(0, 100)} names nothing: see the list of variables` });
    if (kind === '/' && open.pop() !== name) faults.push({ path, message: `${tag.slice(0, 100)} ends no section` });
    else if (kind === '#' || kind === '^') open.push(name);
  }
  if (open.length > 0) faults.push({ path, message: `the section {{#${open.at(-1)}}} has no end` });
  if (/\{\{|\}\}/.test(template.replaceAll(TAG, ''))) faults.push({ path, message: 'has braces that do not match' });
  return faults;
}

const WORDS =
  'headline facts event firing resolved notification_id created_at group.group_id group.labels group.firing group.resolved'.split(
    ' ',
  );
/** The fields of `alert`. */
const FIELDS = (
  'alert_id rule_id name description severity status metric_name condition threshold value tags labels annotations runbook_url source ' +
  'started_at fired_at resolved_at resolved_by resolution_reason comment'
).split(' ');

function isKnown(name: string): boolean {
  return (
    WORDS.includes(name) ||
    FREE.test(name) ||
    (name.startsWith('alert.') && FIELDS.includes(name.slice('alert.'.length)))
  );
}

function valueAt(values: Values, name: string): unknown {
  const [, holder, map, key] = FREE.exec(name) ?? [];
  if (holder && map && key) return ownValue(ownValue(values[holder], map), key);
  return name.split('.').reduce<unknown>(ownValue, values);
}

function ownValue(holder: unknown, key: string): unknown {
  return typeof holder === 'object' && holder !== null && Object.hasOwn(holder, key)
    ? (holder as Values)[key]
    : undefined;
}

function isPresent(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false;
}

function asText(value: unknown): string {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, inner]) => `${name}=${String(inner)}`)
      .join(', ');
  }
  return value === undefined || value === null ? '' : String(value as string | number | boolean);
}
