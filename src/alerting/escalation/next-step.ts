import type { AlertEscalation } from './alert-escalation.entity.js';

/** What an escalation's place follows from. */
export type Escalation = Pick<AlertEscalation, 'steps' | 'repeat' | 'repeatWaitMinutes' | 'step' | 'round'>;

/** Where an escalation stands; `dueAt` in epoch ms. */
export interface Place {
  step: number;
  round: number;
  dueAt: number | null;
}

/** Where an escalation stands once the step it is at has been taken at `now` (epoch ms). @param reached whether it told anybody: else the next comes at once */
export function placeAfter(
  { steps, repeat, repeatWaitMinutes, step, round }: Escalation,
  now: number,
  reached: boolean,
): Place {
  if (step + 1 < steps.length) {
    const wait = reached ? steps[step + 1]!.wait_minutes : 0;
    return { step: step + 1, round, dueAt: now + wait * 60_000 };
  }
  if (round < repeat) return { step: 0, round: round + 1, dueAt: now + repeatWaitMinutes * 60_000 };
  return { step: steps.length, round, dueAt: null };
}

/** When the step it is at comes, counted anew from `now` (epoch ms); null when all are done. */
export function dueAgainAt({ steps, step }: Pick<Escalation, 'steps' | 'step'>, now: number): number | null {
  const next = steps[step];
  return next ? now + next.wait_minutes * 60_000 : null;
}
