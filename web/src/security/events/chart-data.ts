import type { components } from '../../api/schema.js';
import { type ChartData, type ChartStyle, inkOf } from '../../charts/series.js';
import { formatCount } from '../../format/number.js';
import { SEVERITY_WORDS, wordsOfType } from '../words.js';

/** Counts of security events over a range of time. */
export type Statistics = components['schemas']['SecurityStatistics'];

/** The mild ones at the bottom, where they are most. */
export const STACKED = ['info', 'warning', 'error', 'critical'] as const;

/** How events by severity are drawn. */
export const SEVERITY_STYLE: ChartStyle = {
  kind: 'bars',
  stacked: true,
  format: formatCount,
  topAtLeast: 4,
  series: [
    { label: SEVERITY_WORDS.info, ink: 'chart-1' },
    { label: SEVERITY_WORDS.warning, ink: 'chart-warning' },
    { label: SEVERITY_WORDS.error, ink: 'chart-6' },
    { label: SEVERITY_WORDS.critical, ink: 'chart-bad' },
  ],
};

/** How events by type are drawn: the most frequent ones, and all others together. */
export function typeStyle(types: readonly string[]): ChartStyle {
  const series = types.map((type, position) => ({ label: wordsOfType(type), ink: inkOf(position) }));
  return { ...SEVERITY_STYLE, series: [...series, { label: 'Others', ink: 'chart-muted' }] };
}

function frameOf({ steps, start_time, end_time, step_seconds }: Statistics) {
  return {
    timestamps: steps.map(({ timestamp }) => timestamp),
    // Steps of whole hours begin with one, before the range does.
    span: {
      from: Date.parse(steps[0]?.timestamp ?? start_time),
      to: Date.parse(end_time),
      stepMs: step_seconds * 1000,
    },
  };
}

/** The steps of the statistics, each severity on the milder ones. */
export function severityData(statistics: Statistics): ChartData {
  const values = STACKED.map((severity) => statistics.steps.map(({ by_severity }) => by_severity[severity]));
  return { ...frameOf(statistics), values };
}

/** The steps of the statistics of each type, and of what is left of those of all. */
export function typeData(all: Statistics, ofTypes: readonly Statistics[]): ChartData {
  const totals = all.steps.map(totalOf);
  const values = ofTypes.map(({ steps }) => totals.map((_, at) => (steps[at] === undefined ? 0 : totalOf(steps[at]))));
  const others = totals.map((total, at) => Math.max(0, total - values.reduce((sum, points) => sum + points[at]!, 0)));
  return { ...frameOf(all), values: [...values, others] };
}

function totalOf({ by_severity }: Statistics['steps'][number]): number {
  return STACKED.reduce((sum, severity) => sum + by_severity[severity], 0);
}
