import type { ErrorEvent } from '../group/group.js';
import { shortMessage } from '../group/group-title.js';
import { stackText } from './stack/stack-text.js';

/** An event as Markdown, for a ticket or a chat. `address` leads back to it. */
export function eventMarkdown(event: ErrorEvent, address: string): string {
  const facts: [string, string | number | null][] = [
    ['Service', event.service],
    ['Environment', event.environment],
    ['Release', event.release],
    ['Endpoint', [event.http_method, event.endpoint].filter((part) => part !== null).join(' ')],
    ['Status', event.status_code],
    ['Culprit', event.culprit],
    ['User', event.user_id],
    ['Trace', event.trace_id],
    ['Request', event.request_id],
    ...Object.entries(event.tags),
  ];
  const known = facts.filter(([, value]) => value !== null && value !== '');
  const stack = stackText(event, 'source');
  return [
    `## ${plain(event.error_type)}: ${plain(shortMessage(event.error_message))}`,
    '',
    `${event.timestamp} · ${event.severity} · <${address}>`,
    '',
    ...known.map(([name, value]) => `- ${plain(name)}: ${quoted(String(value))}`),
    ...(stack === undefined ? [] : ['', fence(stack)]),
  ].join('\n');
}

/** Text that no Markdown reader takes for more than text. */
function plain(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]<>#|~!]/g, (one) => `\\${one}`);
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(line) + 1);
  return ticks.length === 1 ? `\`${line}\`` : `${ticks} ${line} ${ticks}`;
}

function fence(text: string): string {
  const ticks = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${ticks}\n${text}\n${ticks}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}
