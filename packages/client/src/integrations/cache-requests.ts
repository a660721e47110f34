import { activeRecorder } from '../active-recorder.js';

const HIT = 'hit';
const MISS = 'miss';

/** Counts what was asked of a cache in `cache_requests_total`: each value found is a hit, each that is missing (null or undefined) a miss. */
export function countFound(cache: string, values: readonly unknown[]): void {
  let hits = 0;
  for (const value of values) if (value !== null && value !== undefined) hits += 1;
  countRequests(cache, HIT, hits);
  countRequests(cache, MISS, values.length - hits);
}

function countRequests(cache: string, outcome: string, count: number): void {
  if (count > 0) activeRecorder()?.increment('cache_requests_total', count, { cache, outcome });
}
