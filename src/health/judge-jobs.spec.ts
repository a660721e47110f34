import type { JobState } from '../jobs/job-runner.js';
import { judgeJobs } from './judge-jobs.js';

const NOW = Date.UTC(2026, 10, 23);

function job(changes: Partial<JobState>): JobState {
  return {
    name: 'alert-evaluation',
    intervalSeconds: 15,
    runs: 10,
    failures: 0,
    failuresInARow: 0,
    startedAt: undefined,
    lastFinishedAt: NOW - 5000,
    lastDurationMs: 20,
    lastFault: undefined,
    lastOutcome: 'succeeded',
    nextAt: NOW + 10_000,
    ...changes,
  };
}

describe('judgeJobs', () => {
  it.each([
    { what: 'a job that works', state: {}, faults: [] },
    { what: 'two failures', state: { failuresInARow: 2 }, faults: [] },
    { what: 'three failures', state: { failuresInARow: 3 }, faults: ['alert-evaluation failed 3 times in a row'] },
    { what: 'a run under way', state: { startedAt: NOW - 59_000 }, faults: [] },
    {
      what: 'a run of over a minute',
      state: { startedAt: NOW - 61_000 },
      faults: ['alert-evaluation has been running for 61 s'],
    },
    { what: 'a long run of a rare job', state: { intervalSeconds: 60, startedAt: NOW - 200_000 }, faults: [] },
    { what: 'a nightly job', state: { intervalSeconds: undefined, failuresInARow: 9, startedAt: 0 }, faults: [] },
  ])('$what', ({ state, faults }) => {
    expect(judgeJobs([job(state)], NOW)).toEqual(faults);
  });
});
