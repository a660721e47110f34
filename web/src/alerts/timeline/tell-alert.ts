import { isMeasured, type Measured, type Quantity, spell } from '../../format/quantity.js';
import type { Tone } from '../../state/tone.js';
import type { AlertDetail } from '../alert.js';
import { MUTE_WORDS } from '../state/mute-words.js';

type Event = AlertDetail['history'][number];
type Notification = AlertDetail['notifications'][number];
type Attempt = Notification['attempts'][number];

/** One thing that happened to an alert. */
export interface Entry {
  readonly key: string;
  readonly at: string;
  readonly tone: Tone;
  readonly title: string;
  /** What was said about it. */
  readonly comment?: string;
  /** Each attempt to deliver it, and what came back. */
  readonly attempts?: readonly AttemptLine[];
}

/** One attempt to deliver a notification. */
export interface AttemptLine {
  readonly attempt: number;
  readonly at: string;
  readonly isGood: boolean;
  readonly outcome: string;
}

interface Told {
  readonly title: string;
  readonly tone: Tone;
}

const KINDS: Record<Event['kind'], Told> = {
  pending: { title: 'The condition holds', tone: 'pending' },
  firing: { title: 'Fires', tone: 'error' },
  notification_delayed: { title: 'Nobody is told yet: the cooldown of its rule', tone: 'pending' },
  suppressed: { title: 'Nobody is told', tone: 'unknown' },
  notification_skipped: { title: 'Not told by itself: it was over before its group was told', tone: 'unknown' },
  data_missing: { title: 'Its series no longer report', tone: 'unknown' },
  data_returned: { title: 'Its series report again', tone: 'info' },
  condition_cleared: { title: 'The condition no longer holds', tone: 'info' },
  condition_returned: { title: 'The condition holds again', tone: 'warning' },
  flapping: { title: 'It fires so often that it will end only after a longer calm', tone: 'warning' },
  resolved: { title: 'Resolved', tone: 'good' },
  escalated: { title: 'Escalated', tone: 'warning' },
  escalation_held: { title: 'The escalation waits', tone: 'pending' },
  escalation_exhausted: { title: 'The escalation is at its end', tone: 'warning' },
  acknowledged: { title: 'Acknowledged', tone: 'good' },
  unacknowledged: { title: 'The acknowledgement was taken back', tone: 'warning' },
  comment: { title: 'Comment', tone: 'info' },
};

const TOLD = { firing: 'that it fires', resolved: 'that it is over', acknowledged: 'that somebody has taken charge' };

const STATUSES: Readonly<Record<string, Told>> = {
  delivered: { title: 'was told', tone: 'good' },
  failed: { title: 'could not be told', tone: 'critical' },
  skipped: { title: 'was not told', tone: 'unknown' },
  waiting: { title: 'will be told with its group', tone: 'pending' },
  grouped: { title: 'was told with its group', tone: 'good' },
  pending: { title: 'is being told', tone: 'pending' },
};

/** Everything that happened to an alert, the last first; what people were told of a change comes after it. */
export function timelineOf({ history, notifications }: AlertDetail, format: (value: Measured) => Quantity): Entry[] {
  const entries = [
    ...history.map((event, index) => tellEvent(event, index, format)),
    ...notifications.map((notification) => tellNotification(notification)),
  ];
  return entries.sort((a, b) => Date.parse(a.at) - Date.parse(b.at)).toReversed();
}

function tellEvent({ at, kind, value, actor, comment }: Event, index: number, format: (value: Measured) => Quantity) {
  const { title, tone } = KINDS[kind] ?? { title: kind, tone: 'unknown' };
  const measured = isMeasured(value) ? `: ${spell(format(value))}` : '';
  const by = actor === null ? '' : ` by ${actor}`;
  return { key: `${kind} ${index}`, at, tone, title: title + by + measured, comment: inWords(comment) };
}

function tellNotification({ notification_id, created_at, event, channel, status, attempts }: Notification): Entry {
  const { title, tone } = STATUSES[status] ?? { title: status, tone: 'unknown' };
  return {
    key: notification_id,
    at: created_at,
    tone,
    title: `${channel} ${title}${status === 'skipped' ? '' : ` ${TOLD[event] ?? event}`}`,
    attempts: attempts.map(attemptLine),
  };
}

/** One attempt in words: what came back, how fast, and why it failed. */
export function attemptLine({
  attempt,
  started_at,
  outcome,
  duration_ms,
  status_code,
  response,
  error,
}: Attempt): AttemptLine {
  const parts = [
    outcome,
    status_code === null ? undefined : `status ${status_code}`,
    duration_ms === null ? undefined : `${duration_ms} ms`,
    error,
    response === null || response === '' ? undefined : `“${response}”`,
  ];
  return {
    attempt,
    at: started_at,
    isGood: outcome === 'delivered',
    outcome: parts.filter((part) => part != null && part !== '').join(', '),
  };
}

/** The history names what mutes as the service does: `silence: moving`. */
function inWords(comment: string | null): string | undefined {
  if (comment === null || comment === '') return undefined;
  return comment.replace(
    /^(silence|maintenance_window|inhibition): /,
    (_, kind: keyof typeof MUTE_WORDS) => `${MUTE_WORDS[kind]}: `,
  );
}
