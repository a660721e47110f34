import { useMemo, useRef } from 'react';
import { ChartPanel } from '../../charts/chart-panel.js';
import { type ChartStyle, inkOf } from '../../charts/series.js';
import { useSeriesFocus } from '../../charts/use-series-focus.js';
import { formatCount } from '../../format/number.js';
import { Empty } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import type { Asked } from '../answers/ask.js';
import { inkPlaces, type Lines } from '../answers/chart-lines.js';
import type { Answered } from '../answers/use-answers.js';
import { aggregationWords } from '../question/aggregations.js';
import { commonValue } from '../question/tag-terms.js';
import type { ChartKind } from '../search.js';
import { chartAnswer } from './chart-answer.js';
import { ExemplarTable } from './exemplar-table.js';
import { SeriesTable } from './series-table.js';
import { useExemplars } from './use-exemplars.js';

const HEIGHT = 340;
const NO_LINES: Lines['lines'] = [];

interface LineChartProps {
  shown: readonly Asked[];
  answered: readonly Answered[];
  /** Undefined while nothing has come. */
  lines: Lines | undefined;
  kind: ChartKind;
}

/** The answers to all questions in one chart, and their figures in a table under it. */
export function LineChart({ shown, answered, lines, kind }: LineChartProps) {
  const focus = useSeriesFocus();
  const style = useStyle(lines, kind);
  const exemplars = useExemplars(shown, lines);
  const answer = chartAnswer(answered, lines);
  const data = useMemo(
    () =>
      lines && {
        timestamps: lines.times,
        values: lines.lines.map(({ values }) => values),
        span: lines.span,
        spots: exemplars.spots,
      },
    [lines, exemplars.spots],
  );
  if (shown.length === 0) {
    return (
      <Panel title="Chart">
        <Empty title="Nothing is asked">
          <p>Choose a metric above, or show a question again by its letter.</p>
        </Empty>
      </Panel>
    );
  }
  return (
    <>
      <ChartPanel
        title={shown.length === 1 ? titleOf(shown[0]!) : shown.map(({ name }) => name).join(', ')}
        data={data}
        style={style}
        height={HEIGHT}
        answer={answer}
        service={commonValue(
          shown.map(({ tags }) => tags),
          'service',
        )}
        focus={focus}
        footnote={
          lines?.isMixed
            ? 'The lines do not measure the same: the axis is without a unit.'
            : exemplars.spots.length > 0
              ? '◆ single measurements: a click opens the trace in which one was made'
              : undefined
        }
      />
      {lines !== undefined && lines.lines.length > 0 && <SeriesTable lines={lines} style={style} focus={focus} />}
      {exemplars.items.length > 0 && <ExemplarTable items={exemplars.items} />}
    </>
  );
}

function titleOf({ formula, aggregation, metric = '', groupBy }: Asked): string {
  if (formula !== undefined) return formula;
  const by = groupBy.length === 0 ? '' : ` by ${groupBy.join(', ')}`;
  return `${aggregationWords(aggregation)} of ${metric}${by}`;
}

/** The look of the chart: another one only when something about it changes, not with every answer. */
function useStyle(lines: Lines | undefined, kind: ChartKind): ChartStyle {
  const inks = useRef(new Map<string, number>());
  const all = lines?.lines ?? NO_LINES;
  const places = inkPlaces(inks.current, all);
  const first = all[0]?.format ?? formatCount;
  const isMixed = lines?.isMixed ?? false;
  const key = JSON.stringify([kind, isMixed, all.map(({ label, twinOf }, at) => [label, twinOf, places[at]])]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key tells all that the lines have to do with it
  return useMemo(
    () => ({
      kind: kind === 'bars' ? 'bars' : kind === 'stacked' || all.length === 1 ? 'area' : 'lines',
      stacked: kind !== 'lines' && all.length > 1,
      format: isMixed ? formatCount : first,
      series: all.map(({ label, twinOf, format }, at) => ({
        label,
        twinOf,
        ink: inkOf(places[at]!),
        dashed: twinOf !== undefined,
        format: isMixed ? format : undefined,
      })),
    }),
    [key, first],
  );
}
