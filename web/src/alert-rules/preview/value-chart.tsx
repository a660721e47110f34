import { useMemo } from 'react';
import { ChartPanel } from '../../charts/chart-panel.js';
import { latest } from '../../charts/latest.js';
import { type ChartData, type ChartStyle, inkOf } from '../../charts/series.js';
import { Failure } from '../../panel/answer-view.js';
import { Panel } from '../../panel/panel.js';
import type { TimeRange, TimeSpan } from '../../time/time-range.js';
import type { RuleTerms } from '../rule.js';
import { spellThreshold, unitOf, valueFormat } from '../value-unit.js';
import { spellTags } from './firing-spans.js';
import { type RuleValues, useValues } from './use-values.js';
import { MOST_GROUPS } from './value-question.js';

interface ValueChartProps {
  terms: RuleTerms;
  range: TimeRange;
  metricUnit: string | null | undefined;
  /** Whether the threshold is known and drawn. */
  hasLimit?: boolean;
  /** When it fired, or would have. */
  bands: readonly TimeSpan[];
  /** What the bands are: "would have fired". */
  bandWords: string;
}

const HEIGHT = 240;

/** The value a rule looks at, with its threshold as a line and the spans in which it fires tinted. */
export function ValueChart({ terms, range, metricUnit, hasLimit = true, bands, bandWords }: ValueChartProps) {
  const { values, failure, retry } = useValues(terms, range);
  const { threshold } = terms;
  const labels = JSON.stringify(values?.groups.map(({ tags }) => spellTags(tags) || 'value') ?? []);
  const isDrawn = hasLimit && (values?.question.isCompared ?? true);
  const limit = spellThreshold(threshold, unitOf(terms, metricUnit));
  const { aggregation, divide_by, method } = terms;
  const format = useMemo(
    () => valueFormat({ aggregation, divide_by, method }, metricUnit),
    [aggregation, divide_by, method, metricUnit],
  );
  const style = useMemo((): ChartStyle => {
    const groups = (JSON.parse(labels) as string[]).map((label, index) => ({ label, ink: inkOf(index) }));
    const line = { label: `threshold ${limit}`, ink: 'chart-bad', dashed: true } as const;
    return { kind: 'lines', series: isDrawn ? [...groups, line] : groups, format };
  }, [labels, limit, isDrawn, format]);
  const data = useMemo(
    () => (values === undefined ? undefined : chartData(values, isDrawn ? threshold : undefined, bands)),
    [values, threshold, isDrawn, bands],
  );
  if (data === undefined && failure !== undefined) {
    return (
      <Panel title="Value">
        <Failure failure={failure} onRetry={retry} />
      </Panel>
    );
  }
  // The answer and what it is drawn as change together; for one turn the style may be of another number of series.
  const isWhole = data === undefined || data.values.length === style.series.length;
  const notes = [
    values?.question.note,
    bands.length > 0 ? `Red: ${bandWords}.` : undefined,
    values !== undefined && values.groups.length >= MOST_GROUPS
      ? `The ${MOST_GROUPS} groups nearest to the limit.`
      : undefined,
  ].filter((note) => note !== undefined);
  return (
    <ChartPanel
      // A chart is made for a number of series.
      key={style.series.length}
      title={isDrawn ? 'Value and threshold' : 'Value'}
      data={isWhole ? data : undefined}
      style={style}
      newest={data?.values.map(latest)}
      height={HEIGHT}
      footnote={notes.length > 0 ? notes.join(' ') : undefined}
    />
  );
}

/** One column for each step of the question; the threshold is the last series. */
function chartData(
  { groups, span, question }: RuleValues,
  threshold: number | undefined,
  bands: readonly TimeSpan[],
): ChartData {
  const stepMs = question.stepSeconds * 1000;
  const first = groups[0]?.points.map(({ timestamp }) => timestamp);
  const timestamps = first ?? [span.from, span.to];
  const lines = groups.map(({ points }) => points.map(({ value }) => value));
  const limit = threshold === undefined ? [] : [timestamps.map(() => threshold)];
  return { timestamps, values: [...lines, ...limit], span: { ...span, stepMs }, bands };
}
