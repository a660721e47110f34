import type { Points } from '../../charts/series.js';

/** What checks found in one step of time. */
export type StepState = 'up' | 'partly' | 'down' | 'unknown';

/** What checks of a service found over a span of time. */
export interface Uptime {
  readonly states: readonly StepState[];
  /** The state that the newest checks found. */
  readonly now: StepState;
  /** Which step that state began in; undefined when it was so all along, or nothing is known. */
  readonly sinceStep?: number;
  /** Share of the measured steps' checks that found it up; null when there were none. */
  readonly percent: number | null;
}

/** Checks may come as seldom as this and still make a line without gaps; steps between two checks know what the last one found. */
const GAPS = 1.6;

/** Judges the shares of checks that were up, one for each step: 1 all, 0 none, null none was made. */
export function judgeUptime(shares: Points): Uptime {
  const states = withoutGaps(shares).map(stateOf);
  const newest = states.findLastIndex((state) => state !== 'unknown');
  const now = states[newest] ?? 'unknown';
  let began = newest;
  while (began > 0 && (states[began - 1] === now || states[began - 1] === 'unknown')) began -= 1;
  while (states[began] === 'unknown') began += 1;
  const known = shares.filter((share) => share !== null);
  return {
    states,
    now,
    sinceStep: states.slice(0, Math.max(0, began)).some((state) => state !== 'unknown') ? began : undefined,
    percent: known.length === 0 ? null : (known.reduce((sum, share) => sum + share, 0) / known.length) * 100,
  };
}

/** Steps without a check, of which there are some when checks are rarer than steps, carry on what the last check found. */
function withoutGaps(shares: Points): (number | null)[] {
  const measured = shares.flatMap((share, at) => (share === null ? [] : [at]));
  const distances = measured.slice(1).map((at, before) => at - measured[before]!);
  const usual = distances.toSorted((left, right) => left - right)[Math.floor(distances.length / 2)] ?? 1;
  let last: number | null = null;
  let age = 0;
  return shares.map((share) => {
    age = share === null ? age + 1 : 0;
    last = share ?? (age < Math.max(2, usual * GAPS) ? last : null);
    return last;
  });
}

function stateOf(share: number | null): StepState {
  if (share === null) return 'unknown';
  if (share >= 1) return 'up';
  return share <= 0 ? 'down' : 'partly';
}
