import { formatMoment } from '../../format/clock.js';
import type { Tone } from '../../state/tone.js';
import type { ErrorGroup } from './group.js';

/** The state of a group in a word, the tone of it, and what follows from it. */
export interface GroupState {
  readonly word: string;
  readonly tone: Tone;
  /** Until when, in which release. */
  readonly detail?: string;
}

type Stateful = Pick<
  ErrorGroup,
  | 'status'
  | 'is_new'
  | 'is_escalating'
  | 'escalating_since'
  | 'regressed_at'
  | 'resolved_in_release'
  | 'ignored_until'
  | 'ignored_until_count'
  | 'ignored_until_user_count'
  | 'event_count'
  | 'user_count'
>;

/** What a group is: the mark that is most urgent, where several hold. */
export function stateOf(group: Stateful, now: number): GroupState {
  if (group.status === 'resolved') {
    const release = group.resolved_in_release;
    return { word: 'Resolved', tone: 'good', detail: release === null ? undefined : `in ${release}` };
  }
  if (group.status === 'ignored') return { word: 'Ignored', tone: 'unknown', detail: ignoredUntil(group, now) };
  if (group.is_escalating) {
    const since = group.escalating_since;
    const detail = since === null ? undefined : `since ${formatMoment(Date.parse(since), now)}`;
    return { word: 'Escalating', tone: 'critical', detail };
  }
  if (group.regressed_at !== null) {
    return { word: 'Regressed', tone: 'error', detail: `at ${formatMoment(Date.parse(group.regressed_at), now)}` };
  }
  return group.is_new ? { word: 'New', tone: 'warning' } : { word: 'Ongoing', tone: 'pending' };
}

function ignoredUntil(group: Stateful, now: number): string | undefined {
  const conditions: string[] = [];
  if (group.ignored_until !== null) conditions.push(formatMoment(Date.parse(group.ignored_until), now));
  if (group.ignored_until_count !== null) {
    conditions.push(`${more(group.ignored_until_count, group.event_count)} more events`);
  }
  if (group.ignored_until_user_count !== null) {
    conditions.push(`${more(group.ignored_until_user_count, group.user_count)} more users`);
  }
  return conditions.length === 0 ? undefined : `until ${conditions.join(' or ')}`;
}

function more(limit: number, count: number): number {
  return Math.max(0, limit - count);
}
