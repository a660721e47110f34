/** Of a schedule that was never asked for so many runs, no more are counted: a job every second after a night's sleep. */
const MOST_COUNTED = 100_000;
/** Timers come a little early. */
const EARLY_MS = 100;
/** And late: what is due so soon after a run is what that run was for. */
const LATE_MS = 500;

interface Schedule {
  getNextDateFrom(start: Date): { toMillis(): number };
}

/**
 * Counts the runs that a schedule asked for between one run and the next: the event loop was held up, the machine slept, or the run
 * before had not ended.
 *
 * @returns what is to be called with the time (epoch ms) of every run that happens
 */
export function countMissed(
  scheduleOf: () => Schedule | undefined,
  tell: (missed: number) => void,
): (now: number) => void {
  let last: number | undefined;
  return (now) => {
    const schedule = scheduleOf();
    const since = last;
    last = now;
    if (!schedule || since === undefined) return;
    let due = 0;
    let at = next(schedule, since + LATE_MS);
    for (; at <= now + EARLY_MS && due < MOST_COUNTED; at = next(schedule, at)) due += 1;
    // This run is one of them.
    if (due > 1) tell(due - 1);
  };
}

function next(schedule: Schedule, from: number): number {
  return schedule.getNextDateFrom(new Date(from)).toMillis();
}
