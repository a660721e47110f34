import { Menu } from '@mantine/core';
import { type ComponentProps, lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import type { Severity } from '../api/alert.js';
import type { Answer } from '../api/use-get.js';
import { formatClock, formatDayAndTime } from '../format/clock.js';
import { type Quantity, spell } from '../format/quantity.js';
import { Failure } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { Icon } from '../state/icon.js';
import styles from './chart-panel.module.css';
import { Legend } from './legend.js';
import { marksNear } from './marks.js';
import { shownSeries } from './pick-series.js';
import { readMoment, spellReading } from './read-moment.js';
import { type ChartData, type ChartSpan, type ChartStyle, millisecondsOf } from './series.js';
import { TimeChart } from './time-chart.js';
import { useMarks } from './use-marks.js';
import { type SeriesFocus, useSeriesFocus } from './use-series-focus.js';

const ChartTable = lazy(async () => ({ default: (await import('./chart-table.js')).ChartTable }));

const DAY_MS = 86_400_000;
/** A legend beside the chart says up to so many values at a glance; with more series a tooltip says the largest. */
const FEW_SERIES = 4;
/** So many series are read out at a moment. */
const SPOKEN = 8;

interface ChartPanelProps {
  title: string;
  /** Undefined while nothing has come. */
  data: ChartData | undefined;
  style: ChartStyle;
  /** The large figure while no cursor is on a chart, and what it is of. Without it there is none. */
  quantity?: Quantity;
  caption?: string;
  /** Which series the large figure reads under the cursor. */
  main?: number;
  /** What each series says while no cursor is on a chart; without it there is no legend. */
  newest?: readonly (number | null)[];
  tone?: Severity;
  height: number;
  footnote?: ReactNode;
  answer?: Answer<unknown>;
  /** The one service it is about: only what happened to that is marked. */
  service?: string;
  actions?: ComponentProps<typeof Panel>['actions'];
  /** Which series is looked at, where something beside the chart shares it. */
  focus?: SeriesFocus;
}

/** A chart under its figure. While the cursor is on any chart of the page, the figure and the legend tell that moment. */
export function ChartPanel({ title, data, style, main = 0, newest, height, answer, ...rest }: ChartPanelProps) {
  const [index, setIndex] = useState<number | null>(null);
  const [isTable, setIsTable] = useState(false);
  const ownFocus = useSeriesFocus();
  const focus = rest.focus ?? ownFocus;
  const marks = useMarks(rest.service);
  const shown = useMemo(() => onlyPicked(data, style, focus.picked), [data, style, focus.picked]);
  const at = index === null ? undefined : data?.timestamps[index];
  const moment = at === undefined || data === undefined ? undefined : spellMoment(millisecondsOf(at), data.span);
  const readingOf = (series: number) => style.format(index === null ? newest?.[series] : data?.values[series]?.[index]);
  const isCrowded = style.series.length > FEW_SERIES;
  const hasTooltip = isCrowded || (newest === undefined && rest.quantity === undefined);
  const happened =
    at === undefined || data === undefined ? [] : marksNear(marks, millisecondsOf(at), reachOf(data.span));
  const reading = [
    moment === undefined || index === null || shown === undefined
      ? `now ${rest.quantity === undefined ? '' : spell(rest.quantity)}`
      : `${moment}: ${spellReading(readMoment(style, shown, index, SPOKEN))}`,
    ...happened,
  ].join('. ');
  const lit = focus.lit === undefined ? -1 : style.series.findIndex(({ label }) => label === focus.lit);
  return (
    <Panel
      title={title}
      quantity={rest.quantity === undefined ? undefined : moment === undefined ? rest.quantity : readingOf(main)}
      caption={moment ?? rest.caption}
      tone={rest.tone}
      past={moment !== undefined}
      answer={answer}
      actions={rest.actions}
      menu={
        <Menu.Item leftSection={<Icon name={isTable ? 'chart' : 'table'} />} onClick={() => setIsTable(!isTable)}>
          {isTable ? 'Show as a chart' : 'Show as a table'}
        </Menu.Item>
      }
    >
      {newest !== undefined && (
        <Legend
          entries={style.series.map((series, position) => ({ ...series, value: spell(readingOf(position)) }))}
          moment={rest.quantity === undefined ? moment : undefined}
          focus={focus}
        />
      )}
      {data === undefined && answer?.failure !== undefined && (
        <Failure failure={answer.failure} onRetry={answer.refetch} />
      )}
      {shown !== undefined &&
        (isTable ? (
          <Suspense fallback={<div style={{ height }} role="status" aria-label="Loading" />}>
            <ChartTable label={title} data={shown} style={style} height={height} />
          </Suspense>
        ) : (
          <TimeChart
            label={title}
            reading={reading}
            data={shown}
            style={style}
            height={height}
            marks={marks}
            index={index}
            onCursor={setIndex}
            tooltip={hasTooltip ? moment : undefined}
            lit={lit < 0 ? undefined : lit}
          />
        ))}
      {data === undefined && answer?.failure === undefined && (
        <div style={{ height }} role="status" aria-label="Loading" />
      )}
      {(rest.footnote !== undefined || happened.length > 0) && (
        <p className={styles.footnote}>{happened.length > 0 ? happened.join(' · ') : rest.footnote}</p>
      )}
    </Panel>
  );
}

/** The data with nothing in the series that were not picked. */
function onlyPicked(data: ChartData | undefined, style: ChartStyle, picked: SeriesFocus['picked']) {
  if (data === undefined || picked === undefined) return data;
  const shown = shownSeries(
    style.series.map(({ label, twinOf }) => twinOf ?? label),
    picked,
  );
  const nothing = data.timestamps.map(() => null);
  return { ...data, values: data.values.map((points, position) => (shown[position] ? points : nothing)) };
}

/** How far a mark may be from the cursor to be told, ms: a hundredth of what is shown. */
function reachOf({ from, to }: ChartSpan): number {
  return (to - from) / 100;
}

function spellMoment(at: number, { from, to }: ChartSpan): string {
  return to - from >= DAY_MS ? formatDayAndTime(at) : formatClock(at);
}
