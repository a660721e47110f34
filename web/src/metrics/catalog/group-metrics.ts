import type { MetricInfo } from './metric-info.js';

/** Metrics whose names begin with the same word. */
export interface MetricGroup {
  readonly prefix: string;
  readonly metrics: readonly MetricInfo[];
}

/** Metrics that share their first word with no other stand here. */
export const OTHERS = 'Other';
const FIRST_WORD = /^[^_./:-]+(?=[_./:-])/;

/** Metrics by the first word of their names, in order; single ones at the end. */
export function groupMetrics(metrics: readonly MetricInfo[]): MetricGroup[] {
  const groups = new Map<string, MetricInfo[]>();
  for (const metric of metrics) {
    const prefix = FIRST_WORD.exec(metric.name)?.[0] ?? metric.name;
    const group = groups.get(prefix);
    if (group === undefined) groups.set(prefix, [metric]);
    else group.push(metric);
  }
  const several = [...groups].filter(([, group]) => group.length > 1);
  const single = [...groups].filter(([, group]) => group.length === 1).flatMap(([, group]) => group);
  return [
    ...several.map(([prefix, group]) => ({ prefix, metrics: group })),
    ...(single.length > 0 ? [{ prefix: OTHERS, metrics: single }] : []),
  ];
}

/** A line of the list: the head of a group, or a metric with its place among all metrics. */
export type CatalogLine =
  | { readonly group: MetricGroup; readonly isOpen: boolean }
  | { readonly metric: MetricInfo; readonly place: number };

/** The lines of the list, without the metrics of groups that are closed. */
export function catalogLines(groups: readonly MetricGroup[], closed: ReadonlySet<string>): CatalogLine[] {
  let place = 0;
  return groups.flatMap((group): CatalogLine[] => {
    const isOpen = !closed.has(group.prefix);
    const metrics = isOpen ? group.metrics.map((metric) => ({ metric, place: place++ })) : [];
    return [{ group, isOpen }, ...metrics];
  });
}
