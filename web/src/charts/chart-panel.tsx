import { Menu } from '@mantine/core';
import { type ComponentProps, type ReactNode, useState } from 'react';
import type { Severity } from '../api/alert.js';
import type { Answer } from '../api/use-get.js';
import { formatClock, formatDayAndTime } from '../format/clock.js';
import { type Quantity, spell } from '../format/quantity.js';
import { Failure } from '../panel/answer-view.js';
import { Panel } from '../panel/panel.js';
import { Icon } from '../state/icon.js';
import styles from './chart-panel.module.css';
import { ChartTable } from './chart-table.js';
import { Legend } from './legend.js';
import { marksNear } from './marks.js';
import { type ChartData, type ChartSpan, type ChartStyle, millisecondsOf } from './series.js';
import { TimeChart } from './time-chart.js';
import { useMarks } from './use-marks.js';

const DAY_MS = 86_400_000;

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
}

/** A chart under its figure. While the cursor is on any chart of the page, the figure and the legend tell that moment. */
export function ChartPanel({ title, data, style, main = 0, newest, height, answer, ...rest }: ChartPanelProps) {
  const [index, setIndex] = useState<number | null>(null);
  const [isTable, setIsTable] = useState(false);
  const marks = useMarks(rest.service);
  const at = index === null ? undefined : data?.timestamps[index];
  const moment = at === undefined || data === undefined ? undefined : spellMoment(millisecondsOf(at), data.span);
  const readingOf = (series: number) => style.format(index === null ? newest?.[series] : data?.values[series]?.[index]);
  const entries = style.series.map((series, position) => ({ ...series, value: spell(readingOf(position)) }));
  const happened =
    at === undefined || data === undefined ? [] : marksNear(marks, millisecondsOf(at), reachOf(data.span));
  const reading = [
    moment === undefined
      ? `now ${rest.quantity === undefined ? '' : spell(rest.quantity)}`
      : `${moment}: ${entries.map(({ label, value }) => `${label} ${value}`).join(', ')}`,
    ...happened,
  ].join('. ');
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
      {newest !== undefined && <Legend entries={entries} moment={rest.quantity === undefined ? moment : undefined} />}
      {data === undefined && answer?.failure !== undefined && (
        <Failure failure={answer.failure} onRetry={answer.refetch} />
      )}
      {data !== undefined &&
        (isTable ? (
          <ChartTable label={title} data={data} style={style} height={height} />
        ) : (
          <TimeChart
            label={title}
            reading={reading}
            data={data}
            style={style}
            height={height}
            marks={marks}
            index={index}
            onCursor={setIndex}
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

/** How far a mark may be from the cursor to be told, ms: a hundredth of what is shown. */
function reachOf({ from, to }: ChartSpan): number {
  return (to - from) / 100;
}

function spellMoment(at: number, { from, to }: ChartSpan): string {
  return to - from >= DAY_MS ? formatDayAndTime(at) : formatClock(at);
}
