import type { Ink, Points } from '../../charts/series.js';
import type { MetricAnswers } from './use-metric-answers.js';

/** A metric that a chart draws as one line, or as one for each value of a tag. */
export interface LineSource {
  readonly metric: string;
  readonly label: string;
  readonly ink?: Ink;
}

/** One line of a chart. */
export interface Line {
  readonly label: string;
  readonly ink?: Ink;
  readonly points: Points;
}

/** The lines of some metrics in the answers; with `by` one for each value of that tag. */
export function linesOf(answers: MetricAnswers, sources: readonly LineSource[], by?: string): Line[] {
  return sources.flatMap(({ metric, label, ink }) => {
    const groups = groupsOf(answers, metric);
    if (by === undefined) return [{ label, ink, points: groups[0]?.points ?? [] }];
    return groups.map(({ tags, points }) => ({ label: tags[by] ?? label, points }));
  });
}

/** What was measured of a metric, by group. */
export function groupsOf(answers: MetricAnswers | undefined, metric: string) {
  const items = answers?.items.find(({ name }) => name === metric)?.items ?? [];
  return items.map(({ tags, points }) => ({ tags, points: points.map(({ value }) => value) }));
}

/** The starts of the steps, from whichever metric has any. */
export function timestampsOf(answers: MetricAnswers): string[] {
  const groups = answers.items.flatMap(({ items }) => items);
  return groups[0]?.points.map(({ timestamp }) => timestamp) ?? [];
}
