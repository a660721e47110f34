import { say } from '../../actions/toasts.js';
import { failureOf } from '../../api/failure.js';
import { api } from '../../api/request.js';
import { type Change, useChange } from '../../api/use-change.js';
import type { Alert } from '../alert.js';
import { type Reaction, tellOutcome } from './tell-outcome.js';

/** What is to be done about which alerts. */
export interface Request {
  readonly reaction: Reaction;
  readonly alerts: readonly Pick<Alert, 'alert_id' | 'name'>[];
  readonly comment?: string;
}

/** Does something about alerts, one or several; one that is refused does not stop the others. */
export function useReactions(onDone?: () => void): Change<Request> {
  return useChange(reactToAll, {
    topics: ['alerts'],
    onDone: ({ done, refused }, { reaction }) => {
      if (done.length > 0) say(tellOutcome(reaction, done), 'good');
      if (refused[0] !== undefined) say(refused[0], 'critical');
      onDone?.();
    },
  });
}

async function reactToAll({ reaction, alerts, comment }: Request) {
  const outcome = { done: [] as string[], refused: [] as string[] };
  for (const { alert_id, name } of alerts) {
    const { error, response } = await react(reaction, alert_id, comment);
    if (response.ok) outcome.done.push(name);
    else outcome.refused.push(`${name}: ${failureOf(response.status, error).message}`);
  }
  return { data: outcome, response: new Response() };
}

function react(reaction: Reaction, alert_id: string, comment: string | undefined) {
  const params = { path: { alert_id } };
  const body = { comment };
  switch (reaction) {
    case 'acknowledge':
      return api.POST('/alerts/{alert_id}/acknowledge', { params, body });
    case 'unacknowledge':
      return api.POST('/alerts/{alert_id}/unacknowledge', { params, body });
    case 'resolve':
      return api.POST('/alerts/{alert_id}/resolve', { params, body });
    case 'comment':
      return api.POST('/alerts/{alert_id}/comments', { params, body: { comment: comment ?? '' } });
  }
}
