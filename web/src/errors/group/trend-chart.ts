import type { components } from '../../api/schema.js';
import type { ChartData } from '../../charts/series.js';

/** What a chart draws of counts over time. */
export function trendChart(trend: components['schemas']['ErrorTrend']): ChartData {
  return {
    timestamps: trend.steps.map(({ timestamp }) => timestamp),
    values: [trend.steps.map(({ count }) => count)],
    span: {
      from: Date.parse(trend.start_time),
      to: Date.parse(trend.end_time),
      stepMs: trend.step_seconds * 1000,
    },
  };
}
