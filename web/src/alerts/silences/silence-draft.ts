import { lengthMs } from '../../time/time-range.js';
import type { Matcher, Silence } from '../alert.js';
import { localMoment, wireMoment } from '../form/local-moment.js';

/** The lengths that a silence is offered with, the shortest first. */
export const SILENCE_LENGTHS = ['30m', '1h', '2h', '4h', '8h', '1d', '2d', '1w'] as const;

/** A silence as somebody writes it. */
export interface SilenceDraft {
  readonly matchers: readonly Matcher[];
  readonly comment: string;
  /** A datetime-local text; empty for now. */
  readonly starts: string;
  /** One of the lengths; empty for the end that is given. */
  readonly length: string;
  /** A datetime-local text, when there is no length. */
  readonly ends: string;
  /** The silence that it takes the place of, when it is made. */
  readonly replaces?: string;
}

/** A silence about to be written, for two hours unless somebody says otherwise. */
export function newSilence(matchers: readonly Matcher[]): SilenceDraft {
  const rows = matchers.length > 0 ? matchers : [{ tag: '', operator: '=', value: '' } as const];
  return { matchers: rows, comment: '', starts: '', length: '2h', ends: '' };
}

/** Another of the same. */
export function copySilence({ matchers, comment }: Silence): SilenceDraft {
  return { ...newSilence(matchers), comment };
}

/** The same for longer, from now on or from when it would begin: the old one ends when this one is made. */
export function extendSilence(silence: Silence): SilenceDraft {
  const starts = silence.status === 'pending' ? localMoment(Date.parse(silence.starts_at)) : '';
  return { ...copySilence(silence), starts, replaces: silence.silence_id };
}

/** The same silence up to a later end; what has begun goes on from now. `byMs` is milliseconds, `now` epoch milliseconds. */
export function prolong({ matchers, comment, starts_at, ends_at }: Silence, byMs: number, now: number) {
  return {
    matchers,
    comment,
    starts_at: Date.parse(starts_at) > now ? starts_at : undefined,
    ends_at: new Date(Date.parse(ends_at) + byMs).toISOString(),
  };
}

/** What the service is sent; a length counts from the beginning. `now` is epoch milliseconds. */
export function silenceRequest({ matchers, comment, starts, length, ends }: SilenceDraft, now: number) {
  const begin = starts === '' ? now : Date.parse(starts);
  const ms = lengthMs(length);
  const end = ms === undefined || Number.isNaN(begin) ? wireMoment(ends) : new Date(begin + ms).toISOString();
  return {
    matchers: [...matchers],
    comment: comment.trim(),
    starts_at: starts === '' ? undefined : wireMoment(starts),
    ends_at: end,
  };
}
