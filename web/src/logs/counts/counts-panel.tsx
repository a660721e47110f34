import { useMemo } from 'react';
import { useGet } from '../../api/use-get.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import type { ChartData, ChartStyle } from '../../charts/series.js';
import { formatCount } from '../../format/number.js';
import { LEVEL_INKS, LEVELS, type LogLevel } from '../log-level.js';
import { filterOf } from '../log-search.js';
import { useLogSearch } from '../use-log-search.js';

/** How many lines there are over time, by level. Dragging over it makes that the page's time. */
export function CountsPanel() {
  const { search } = useLogSearch();
  const answer = useGet('/logs/counts', { query: filterOf(search), range: true, topics: ['logs'] });
  const { data } = answer;
  const chart = useMemo(() => {
    if (data === undefined) return undefined;
    const totalOf = (level: LogLevel) => data.items.reduce((sum, { levels }) => sum + levels[level], 0);
    // The worst at the bottom, where heights can be compared.
    const totals = LEVELS.toReversed().map((level) => ({ level, total: totalOf(level) }));
    const span = { from: Date.parse(data.start_time), to: Date.parse(data.end_time), stepMs: data.step_seconds * 1000 };
    return { totals, span, items: data.items };
  }, [data]);
  // Another look only when there are other levels.
  const present = chart?.totals.filter(({ total }) => total > 0).map(({ level }) => level) ?? [];
  const named = (present.length > 0 ? present : ['info']).join();
  const style = useMemo<ChartStyle>(() => styleOf(named.split(',') as LogLevel[]), [named]);
  const drawn = useMemo<ChartData | undefined>(
    () =>
      chart && {
        timestamps: chart.items.map(({ timestamp }) => timestamp),
        values: named.split(',').map((level) => chart.items.map(({ levels }) => levels[level as LogLevel])),
        span: chart.span,
      },
    [chart, named],
  );
  return (
    <ChartPanel
      title="Lines over time"
      data={drawn}
      style={style}
      newest={named.split(',').map((level) => chart?.totals.find((one) => one.level === level)?.total ?? 0)}
      height={110}
      answer={answer}
    />
  );
}

function styleOf(levels: readonly LogLevel[]): ChartStyle {
  return {
    kind: 'bars',
    stacked: true,
    series: levels.map((level) => ({ label: level, ink: LEVEL_INKS[level] })),
    format: formatCount,
  };
}
