import { summarize } from '../chunks/chunk-summary.js';
import type { SeriesRuns } from '../samples/series-runs.js';

/** What the events of a series come to. */
export interface EventTotal {
  observations: number;
  total: number;
}

/** Adds the events of some series in the inbox to their totals; what is not a number, or infinite, adds nothing. */
export function addInboxTotals(
  totals: Map<number, EventTotal>,
  runs: SeriesRuns,
  isEvent: (id: number) => boolean,
): void {
  runs.ids.forEach((id, position) => {
    if (!isEvent(id)) return;
    const { observationCount, sum } = summarize(runs.at(position));
    const known = totals.get(id);
    const added = Number.isFinite(sum) ? sum : 0;
    if (known) {
      known.observations += observationCount;
      known.total += added;
    } else {
      totals.set(id, { observations: observationCount, total: added });
    }
  });
}
