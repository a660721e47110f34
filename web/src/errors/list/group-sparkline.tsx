import { useGet } from '../../api/use-get.js';
import { Sparkline } from '../../charts/sparkline.js';
import { lengthInWords, lengthMs, type TimeRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';

const DAY_MS = 86_400_000;

/** A group's events over the page's time range, or over the last day where that is longer: they are counted by the hour. */
export function GroupSparkline({ groupId }: { groupId: string }) {
  const { range } = useTimeRange();
  const shown = atLeastADay(range);
  const { data } = useGet('/error-groups/{group_id}/counts', {
    path: { group_id: groupId },
    range: shown,
    topics: ['errors'],
  });
  if (data === undefined) return null;
  const total = data.items.reduce((sum, { count }) => sum + count, 0);
  return (
    <span title={`${total} ${'last' in shown ? `in the last ${lengthInWords(shown.last)}` : 'in this time'}`}>
      <Sparkline points={data.items.map(({ count }) => count)} ink="chart-bad" />
    </span>
  );
}

function atLeastADay(range: TimeRange): TimeRange {
  if ('last' in range) return lengthMs(range.last)! >= DAY_MS ? range : { last: '24h' };
  return range.to - range.from >= DAY_MS ? range : { from: range.to - DAY_MS, to: range.to };
}
