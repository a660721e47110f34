import type { AlertMessage } from './alert-message.js';
import { type Chart, chartCaption, chartLine } from './chart.js';
import { facts, isAboutSeveral } from './render-message.js';
import type { Words } from './template.js';

const COLORS = { info: '#1c7ed6', warning: '#f08c00', error: '#e03131', critical: '#a61e4d' };
/** Slack refuses a whole message when one of its texts is longer. */
const MAX_HEADER = 150;
const MAX_SECTION = 3000;
const MAX_FIELD = 2000;
const MAX_FIELDS = 10;

/** A Slack message of blocks in a coloured attachment; `text` is what shows in notifications. Everything is escaped. */
export function slackMessage(message: AlertMessage, { title, text, usual }: Words, chart: Chart | undefined): object {
  const { alert, event } = message;
  const blocks: object[] = [
    { type: 'header', text: { type: 'plain_text', text: cut(title, MAX_HEADER), emoji: false } },
  ];
  if (usual && isAboutSeveral(message)) {
    blocks.push(
      section(
        facts(message)
          .map(([label, line]) => `*${label}* ${line}`)
          .join('\n'),
      ),
    );
  } else if (usual) {
    if (alert.description) blocks.push(section(alert.description));
    blocks.push({ type: 'section', fields: fieldsOf(message) });
  } else {
    blocks.push(section(text));
  }
  const notes = [`${event === 'resolved' ? 'Resolved' : 'Firing'} · notification ${message.notification_id}`];
  if (chart) notes.unshift(`\`${chartLine(chart)}\` ${escapeSlack(chartCaption(chart))}`);
  blocks.push({ type: 'context', elements: notes.map((note) => ({ type: 'mrkdwn', text: cut(note, MAX_FIELD) })) });
  return {
    text: escapeSlack(title),
    attachments: [{ color: event === 'resolved' ? '#2f9e44' : COLORS[alert.severity], blocks }],
  };
}

function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(escapeSlack(text), MAX_SECTION) } };
}

function fieldsOf(message: AlertMessage): object[] {
  return facts(message)
    .filter(([label]) => label !== 'Description')
    .slice(0, MAX_FIELDS)
    .map(([label, text]) => ({ type: 'mrkdwn', text: cut(`*${label}*\n${escapeSlack(text)}`, MAX_FIELD) }));
}

function cut(text: string, limit: number): string {
  return text.length > limit ? `${text.slice(0, limit - 1)}…` : text;
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Slack asks for these three alone; it also keeps `<!channel>` in a tag from calling everybody. */
function escapeSlack(text: string): string {
  return text.replace(/[&<>]/g, (character) => entities[character]!);
}
