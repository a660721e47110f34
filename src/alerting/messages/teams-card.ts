import type { AlertMessage } from './alert-message.js';
import { facts } from './render-message.js';
import type { Words } from './template.js';

/** An Adaptive Card as a Microsoft Teams workflow ("when a webhook request is received") takes it. */
export function teamsCard(message: AlertMessage, { title, text, usual }: Words): object {
  const { event, alert } = message;
  const style =
    event === 'resolved'
      ? 'good'
      : alert.severity === 'info'
        ? 'accent'
        : alert.severity === 'warning'
          ? 'warning'
          : 'attention';
  const heading = { type: 'TextBlock', text: escapeMarkdown(title), weight: 'bolder', size: 'medium', wrap: true };
  const body = usual
    ? {
        type: 'FactSet',
        facts: facts(message).map(([label, value]) => ({ title: label, value: escapeMarkdown(value) })),
      }
    : { type: 'TextBlock', text: escapeMarkdown(text).replaceAll('\n', '\n\n'), wrap: true };
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    msteams: { width: 'Full' },
    body: [{ type: 'Container', style, bleed: true, items: [heading] }, body],
    ...(alert.runbook_url ? { actions: [{ type: 'Action.OpenUrl', title: 'Runbook', url: alert.runbook_url }] } : {}),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content }],
  };
}

/** Cards read Markdown: a tag must not become a link. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\[\]*_`]/g, '\\$&');
}
