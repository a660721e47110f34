/** Of a schedule that was never asked for so many runs, no more are counted: a job every second after a night's sleep. */
const MOST_COUNTED = 100_000;
/** Timers come a little early or late. */
const TOLERANCE_MS = 500;

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
    let missed = 0;
    for (let due = next(schedule, since + TOLERANCE_MS); due < now - TOLERANCE_MS && missed < MOST_COUNTED; missed++) {
      due = next(schedule, due);
    }
    if (missed > 0) tell(missed);
  };
}

function next(schedule: Schedule, from: number): number {
  return schedule.getNextDateFrom(new Date(from)).toMillis();
}
