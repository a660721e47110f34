import type { JobState } from '../jobs/job-runner.js';

/** A single fault may be chance; this many in a row are not. */
const FAILURES_IN_A_ROW = 3;
/** A run may take this many of its own intervals, and at the least this long, before it counts as stuck. */
const INTERVALS_UNTIL_STUCK = 4;
const MIN_STUCK_MS = 60_000;

/**
 * Says what is wrong with the jobs that repeat within minutes, or nothing. Jobs of a cron expression are left out: one bad
 * night of the clean-up is for the log and the operator, not a reason to take the service out of traffic. Names only, as
 * the health endpoint is public; the log has the faults.
 */
export function judgeJobs(jobs: readonly JobState[], now: number): string[] {
  return jobs.flatMap(({ name, intervalSeconds, startedAt, failuresInARow }) => {
    if (intervalSeconds === undefined) return [];
    const runningMs = startedAt === undefined ? 0 : now - startedAt;
    if (runningMs > Math.max(MIN_STUCK_MS, INTERVALS_UNTIL_STUCK * intervalSeconds * 1000)) {
      return [`${name} has been running for ${Math.round(runningMs / 1000)} s`];
    }
    return failuresInARow >= FAILURES_IN_A_ROW ? [`${name} failed ${failuresInARow} times in a row`] : [];
  });
}
