import type { ResolutionReason } from '../alerts/alert-status.js';
import { type Condition, conditionMet } from '../rules/condition.js';
import type { MissingData } from '../rules/missing-data.js';

/** What the state machine needs of a rule; durations in ms. */
export interface RuleTerms {
  condition: Condition;
  threshold: number;
  /** How long the condition must hold before the alert fires; 0 fires at once. */
  durationMs: number;
  /** Shortest time from one firing notification to the next of the same rule and group. */
  cooldownMs: number;
  missingData: MissingData;
  /** The most that one evaluation may add to the time the condition has held: time in which nobody looked does not count. */
  longestStepMs: number;
}

/** The open alert of one rule and group, as the evaluation before left it. Times are epoch ms. */
export interface OpenState {
  status: 'pending' | 'firing';
  /** For how long the condition has been seen to hold. */
  heldMs: number;
  evaluatedAt: number;
  /** Since when there is no value to compare; null while there is one. */
  missingSince: number | null;
  /** When the firing notification was written; null when nobody has been told. */
  notifiedAt: number | null;
}

/** How the evaluation ends an alert. */
export type Ending = Extract<ResolutionReason, 'recovered' | 'no_data'>;

/** What becomes of the alert. `inactive` on an open alert drops it: it never fired, so there is nothing to resolve. */
export interface Verdict {
  status: 'inactive' | 'pending' | 'firing' | 'resolved';
  heldMs: number;
  missingSince: number | null;
  /** The notification to write in the transaction that stores the verdict. */
  notify: 'firing' | 'resolved' | null;
  /** Why it is resolved; null unless `status` is `resolved`. */
  reason: Ending | null;
}

/**
 * One step of inactive → pending → firing → resolved for one rule and group.
 *
 * `value` is undefined when there is nothing to compare. A group never seen has no alert and missing data does not start one.
 * `lastNotifiedAt` is when the group's last firing notification was written, by this alert or an earlier one.
 */
export function evaluateRule(
  terms: RuleTerms,
  open: OpenState | undefined,
  value: number | undefined,
  now: number,
  lastNotifiedAt: number | null,
): Verdict {
  if (value === undefined) return open ? withoutData(terms, open, now, lastNotifiedAt) : INACTIVE;
  if (!conditionMet(terms.condition, value, terms.threshold)) {
    return open?.status === 'firing' ? resolved(open, 'recovered') : INACTIVE;
  }
  if (open?.status === 'firing') return firing(terms, open, now, lastNotifiedAt);
  const heldMs = open ? open.heldMs + Math.min(Math.max(now - open.evaluatedAt, 0), terms.longestStepMs) : 0;
  if (heldMs >= terms.durationMs) {
    return firing(terms, { notifiedAt: null, missingSince: null, heldMs }, now, lastNotifiedAt);
  }
  return { ...INACTIVE, status: 'pending', heldMs };
}

const INACTIVE: Verdict = { status: 'inactive', heldMs: 0, missingSince: null, notify: null, reason: null };

/** A series that stops reporting says nothing about the fault: `keep` waits for it, `resolve` takes silence as the end. */
function withoutData(terms: RuleTerms, open: OpenState, now: number, lastNotifiedAt: number | null): Verdict {
  const missingSince = open.missingSince ?? now;
  if (open.status === 'firing') {
    if (terms.missingData === 'resolve') return resolved(open, 'no_data');
    return { ...firing(terms, open, now, lastNotifiedAt), missingSince };
  }
  const givenUp = terms.missingData === 'resolve' || now - missingSince >= terms.durationMs;
  return givenUp ? INACTIVE : { ...INACTIVE, status: 'pending', heldMs: open.heldMs, missingSince };
}

/** Firing, and told to people as soon as the cooldown allows: late, but never left out while it lasts. */
function firing(
  terms: RuleTerms,
  alert: Pick<OpenState, 'heldMs' | 'missingSince' | 'notifiedAt'>,
  now: number,
  lastNotifiedAt: number | null,
): Verdict {
  const cool = lastNotifiedAt === null || now - lastNotifiedAt >= terms.cooldownMs;
  const notify = alert.notifiedAt === null && cool ? 'firing' : null;
  return { status: 'firing', heldMs: alert.heldMs, missingSince: null, notify, reason: null };
}

/** The end is told to those who were told of the beginning. */
function resolved(open: OpenState, reason: Ending): Verdict {
  const notify = open.notifiedAt === null ? null : 'resolved';
  return { status: 'resolved', heldMs: open.heldMs, missingSince: null, notify, reason };
}
