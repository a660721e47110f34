import { useMemo } from 'react';
import { type AnswerOf, useGet } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import type { ChartData, ChartStyle } from '../../charts/series.js';
import { formatCount } from '../../format/number.js';
import type { ErrorGroupDetail } from '../group/group.js';
import { trendChart } from '../group/trend-chart.js';
import styles from './group-page.module.css';

const STYLE: ChartStyle = {
  kind: 'bars',
  series: [{ label: 'events', ink: 'chart-bad' }],
  format: formatCount,
  topAtLeast: 4,
};
const MONTH = { last: '30d' };
const DAY_MS = 86_400_000;

/** A group's events over the page's time range, and day by day over the last month: since when it is so. */
export function GroupCharts({ group: { group_id: groupId } }: { group: ErrorGroupDetail }) {
  const recent = useGet('/errors', { query: { group_id: groupId, limit: 1 }, range: true, topics: ['errors'] });
  const month = useGet('/error-groups/{group_id}/counts', {
    path: { group_id: groupId },
    query: { step: 'day' },
    range: MONTH,
    topics: ['errors'],
  });
  const trend = recent.data?.statistics.trend ?? undefined;
  const recentData = useMemo(() => trend && trendChart(trend), [trend]);
  const monthData = useMemo(() => month.data && countsChart(month.data), [month.data]);
  return (
    <div className={styles.charts}>
      <ChartPanel
        title="Events"
        quantity={formatCount(trend?.count)}
        caption="in the time range"
        data={recentData}
        style={STYLE}
        height={120}
        answer={recent}
      />
      <ChartPanel
        title="Last 30 days"
        quantity={formatCount(month.data?.items.reduce((sum, { count }) => sum + count, 0))}
        caption="day by day"
        data={monthData}
        style={STYLE}
        height={120}
        answer={month}
      />
    </div>
  );
}

function countsChart({
  items,
  start_time: from,
  end_time: to,
}: AnswerOf<'/error-groups/{group_id}/counts'>): ChartData {
  return {
    timestamps: items.map(({ timestamp }) => timestamp),
    values: [items.map(({ count }) => count)],
    span: { from: Date.parse(from), to: Date.parse(to), stepMs: DAY_MS },
  };
}
