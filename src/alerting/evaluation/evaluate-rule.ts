import type { ResolutionReason } from '../alerts/alert-status.js';
import { type Condition, conditionMet } from '../rules/condition.js';
import type { MissingData } from '../rules/missing-data.js';

/** A group that fires for the so manieth time within `FLAPPING_WINDOW_MS` is flapping: that alert ends only after `FLAPPING_HOLD_MS` of calm. */
export const FLAPPING_FIRINGS = 4;
export const FLAPPING_WINDOW_MS = 30 * 60_000;
export const FLAPPING_HOLD_MS = 10 * 60_000;

/** What the state machine needs of a rule; durations in ms. */
export interface RuleTerms {
  condition: Condition;
  threshold: number;
  /** What the value of a firing alert is compared with instead of the threshold; null: with the threshold. */
  resolveThreshold: number | null;
  /** How long the condition must hold before the alert fires; 0 fires at once. */
  durationMs: number;
  /** How long the condition must not hold, without a break, before a firing alert is resolved. */
  keepFiringMs: number;
  /** Shortest time from one firing notification to the next of the same rule and group. */
  cooldownMs: number;
  missingData: MissingData;
  /** The most that one evaluation may add to what is counted: time in which nobody looked does not count. */
  longestStepMs: number;
}

/**
 * What an evaluation finds of a group: its value; `missing`, nothing to compare; `silent`, it reported before, does not now, and
 * its rule takes that for a fault; `gone`, it has been silent for so long that it is forgotten.
 */
export type Reading = number | 'missing' | 'silent' | 'gone';

/** The open alert of one rule and group, as the evaluation before left it. Times are epoch ms. */
export interface OpenState {
  status: 'pending' | 'firing';
  /** The last measured value; null when there has been none. */
  value: number | null;
  /** For how long the condition has been seen to hold. */
  heldMs: number;
  /** For how long a firing alert's condition has been seen not to hold; null while it does. */
  clearMs: number | null;
  evaluatedAt: number;
  /** Since when there is no value; null while there is one. */
  missingSince: number | null;
  isFlapping: boolean;
  /** When the firing notification was written; null when nobody has been told. */
  notifiedAt: number | null;
}

/** What is known of the group's last alerts, this one among them. */
export interface GroupPast {
  /** When the last firing notification was written, epoch ms; null: not within the cooldown. */
  lastNotifiedAt: number | null;
  /** How many have fired within `FLAPPING_WINDOW_MS`. */
  firings: number;
}

/** How the evaluation ends an alert. */
export type Ending = Extract<ResolutionReason, 'recovered' | 'no_data'>;

/** What becomes of the alert. `inactive` on an open alert drops it: it never fired, so there is nothing to resolve. */
export interface Verdict {
  status: 'inactive' | 'pending' | 'firing' | 'resolved';
  heldMs: number;
  clearMs: number | null;
  missingSince: number | null;
  isFlapping: boolean;
  /** The notification to write in the transaction that stores the verdict. */
  notify: 'firing' | 'resolved' | null;
  /** Why it is resolved; null unless `status` is `resolved`. */
  reason: Ending | null;
}

/** One step of inactive → pending → firing → resolved for one rule and group. A group never seen has no alert, and silence does not start one. */
export function evaluateRule(
  terms: RuleTerms,
  open: OpenState | undefined,
  reading: Reading,
  now: number,
  past: GroupPast,
): Verdict {
  if (reading === 'missing' || reading === 'gone') {
    return open ? withoutData(terms, open, reading === 'gone', now, past) : INACTIVE;
  }
  const holds = reading === 'silent' || conditionMet(terms.condition, reading, limitOf(terms, open));
  const missingSince = reading === 'silent' ? (open?.missingSince ?? now) : null;
  if (open?.status === 'firing') {
    return holds ? firing(terms, { ...open, missingSince, clearMs: null }, now, past) : clear(terms, open, now, past);
  }
  if (!holds) return INACTIVE;
  const heldMs = open ? open.heldMs + watchedMs(terms, open, now) : 0;
  if (heldMs < terms.durationMs) return { ...INACTIVE, status: 'pending', heldMs, missingSince };
  const isFlapping = past.firings + 1 >= FLAPPING_FIRINGS;
  return firing(terms, { heldMs, clearMs: null, missingSince, isFlapping, notifiedAt: null }, now, past);
}

const INACTIVE: Verdict = {
  status: 'inactive',
  heldMs: 0,
  clearMs: null,
  missingSince: null,
  isFlapping: false,
  notify: null,
  reason: null,
};

/** An alert about silence alone ends with the first value that would not start one. */
function limitOf({ threshold, resolveThreshold }: RuleTerms, open: OpenState | undefined): number {
  return open?.status === 'firing' && open.value !== null ? (resolveThreshold ?? threshold) : threshold;
}

/** No value says nothing about the fault: `resolve` takes it for the end, everything else waits. */
function withoutData(terms: RuleTerms, open: OpenState, isGone: boolean, now: number, past: GroupPast): Verdict {
  const isOver = isGone || terms.missingData === 'resolve';
  const missingSince = open.missingSince ?? now;
  if (open.status === 'firing') {
    return isOver ? resolved(open, 'no_data') : firing(terms, { ...open, missingSince, clearMs: null }, now, past);
  }
  const givenUp = isOver || now - missingSince >= terms.durationMs;
  return givenUp ? INACTIVE : { ...INACTIVE, status: 'pending', heldMs: open.heldMs, missingSince };
}

type FiringAlert = Omit<OpenState, 'status' | 'value' | 'evaluatedAt'>;

/** Firing, and told to people as soon as the cooldown allows: late, but never left out while it lasts. */
function firing(terms: RuleTerms, alert: FiringAlert, now: number, past: GroupPast): Verdict {
  const { heldMs, clearMs, missingSince, isFlapping, notifiedAt } = alert;
  const cool = past.lastNotifiedAt === null || now - past.lastNotifiedAt >= terms.cooldownMs;
  const notify = notifiedAt === null && cool ? 'firing' : null;
  return { status: 'firing', heldMs, clearMs, missingSince, isFlapping, notify, reason: null };
}

/** A firing alert whose condition does not hold: resolved once that has lasted for as long as it must. */
function clear(terms: RuleTerms, open: OpenState, now: number, past: GroupPast): Verdict {
  const clearMs = open.clearMs === null ? 0 : open.clearMs + watchedMs(terms, open, now);
  const neededMs = open.isFlapping ? Math.max(terms.keepFiringMs, FLAPPING_HOLD_MS) : terms.keepFiringMs;
  if (clearMs >= neededMs) return resolved(open, 'recovered');
  return firing(terms, { ...open, missingSince: null, clearMs }, now, past);
}

function watchedMs({ longestStepMs }: RuleTerms, { evaluatedAt }: OpenState, now: number): number {
  return Math.min(Math.max(now - evaluatedAt, 0), longestStepMs);
}

/** The end is told to those who were told of the beginning. */
function resolved(open: OpenState, reason: Ending): Verdict {
  const notify = open.notifiedAt === null ? null : 'resolved';
  return { ...INACTIVE, status: 'resolved', heldMs: open.heldMs, isFlapping: open.isFlapping, notify, reason };
}
