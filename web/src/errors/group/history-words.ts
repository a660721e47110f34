import { formatMoment } from '../../format/clock.js';
import type { Tone } from '../../state/tone.js';
import type { ErrorGroupDetail } from './group.js';

type GroupEvent = ErrorGroupDetail['history'][number];

/** What a kind of event in a group's history is shown as. */
export const HISTORY_TONES: Readonly<Record<string, Tone>> = {
  resolved: 'good',
  ignored: 'unknown',
  reopened: 'pending',
  regressed: 'error',
  returned: 'warning',
  escalated: 'critical',
};

/** What happened to a group, in words that go on after who did it: "resolved it in 2.4.1". */
export function historyWords({ kind, details }: Pick<GroupEvent, 'kind' | 'details'>, now: number): string {
  switch (kind) {
    case 'resolved':
      return `resolved it${typeof details.release === 'string' ? ` in ${details.release}` : ''}`;
    case 'ignored':
      return `ignored it${ignoredFor(details, now)}`;
    case 'reopened':
      return 'opened it again';
    case 'assigned':
      return typeof details.assignee === 'string' ? `assigned it to ${details.assignee}` : 'assigned it to nobody';
    case 'commented':
      return 'commented';
    case 'merged':
      return mergedWords(details);
    case 'unmerged':
      return typeof details.from === 'string' ? 'took it out of another group again' : 'took a merged group out again';
    case 'regressed':
      return 'came back after it had been resolved';
    case 'returned':
      return 'is ignored no more';
    case 'escalated':
      return 'had far more errors than is usual for it';
    default:
      return kind;
  }
}

function ignoredFor({ until, events, users }: GroupEvent['details'], now: number): string {
  const conditions = [
    typeof until === 'string' && `until ${formatMoment(Date.parse(until), now)}`,
    typeof events === 'number' && `for ${events} more events`,
    typeof users === 'number' && `for ${users} more users`,
  ].filter((words) => words !== false);
  return conditions.length === 0 ? '' : ` ${conditions.join(', ')}`;
}

function mergedWords({ group_ids: ids, into }: GroupEvent['details']): string {
  if (typeof into === 'string') return 'merged it into another group';
  const count = Array.isArray(ids) ? ids.length : 1;
  return `merged ${count === 1 ? 'another group' : `${count} other groups`} into it`;
}
