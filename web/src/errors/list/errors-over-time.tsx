import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import type { ChartStyle } from '../../charts/series.js';
import { formatCount, formatPercent } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { AnswerPanel } from '../../panel/answer-panel.js';
import { ShareBars } from '../group/share-bars.js';
import { trendChart } from '../group/trend-chart.js';
import styles from './errors-page.module.css';
import type { GroupSearch } from './group-search.js';

const STYLE: ChartStyle = {
  kind: 'bars',
  series: [{ label: 'errors', ink: 'chart-bad' }],
  format: formatCount,
  topAtLeast: 4,
};

interface ErrorsOverTimeProps {
  search: GroupSearch;
  onChange: (next: Partial<GroupSearch>) => void;
}

/** How many errors the time range has, when, and where most of them come from. */
export function ErrorsOverTime({ search: { service, error_type, severity }, onChange }: ErrorsOverTimeProps) {
  const answer = useGet('/errors', {
    query: { service, error_type, severity, limit: 1 },
    range: true,
    topics: ['errors'],
  });
  const statistics = answer.data?.statistics;
  const trend = statistics?.trend ?? undefined;
  const data = useMemo(() => trend && trendChart(trend), [trend]);
  return (
    <div className={styles.over}>
      <ChartPanel
        title="Errors"
        quantity={formatCount(statistics?.total)}
        caption={trend && changeWords(trend)}
        data={data}
        style={STYLE}
        height={132}
        answer={answer}
      />
      <AnswerPanel
        title="By service"
        answer={answer}
        isEmpty={({ statistics: { by_service: all } }) => all.length === 0}
        empty={<p className={styles.nothing}>No error in this time.</p>}
      >
        {({ statistics: { by_service: all, total } }) => (
          <ShareBars
            label="Errors by service"
            values={all.map(({ service: value, count }) => ({ value, count }))}
            total={total}
            chosen={service}
            onChoose={(value) => onChange({ service: value === service ? undefined : value })}
          />
        )}
      </AnswerPanel>
      <AnswerPanel
        title="By type"
        answer={answer}
        isEmpty={({ statistics: { by_type: all } }) => all.length === 0}
        empty={<p className={styles.nothing}>No error in this time.</p>}
      >
        {({ statistics: { by_type: all, total } }) => (
          <ShareBars
            label="Errors by type"
            values={all.map(({ error_type: value, count }) => ({ value, count }))}
            total={total}
            chosen={error_type}
            onChoose={(value) => onChange({ error_type: value === error_type ? undefined : value })}
          />
        )}
      </AnswerPanel>
    </div>
  );
}

function changeWords({ change_percent: change }: { change_percent: number | null }): string | undefined {
  if (change === null) return 'none in the time before';
  if (Math.round(change) === 0) return 'as many as before';
  if (change >= 900) return `${spell(formatCount(1 + change / 100))} times as many as before`;
  return `${spell(formatPercent(Math.abs(change)))} ${change > 0 ? 'more' : 'fewer'} than before`;
}
