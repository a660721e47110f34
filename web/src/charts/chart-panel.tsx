import { useState } from 'react';
import type { Severity } from '../api/alert.js';
import { formatClock, formatDayAndTime } from '../format/clock.js';
import { type Quantity, spell } from '../format/quantity.js';
import styles from './chart-panel.module.css';
import { Legend } from './legend.js';
import { Panel } from './panel.js';
import type { ChartData, ChartStyle, TimeSpan } from './series.js';
import { TimeChart } from './time-chart.js';

const DAY_MS = 86_400_000;

interface ChartPanelProps {
  title: string;
  data: ChartData;
  style: ChartStyle;
  /** The large figure while no cursor is on a chart, and what it is of. */
  quantity: Quantity;
  caption?: string;
  /** Which series the large figure reads under the cursor. */
  main?: number;
  /** What each series says while no cursor is on a chart; without it there is no legend. */
  newest?: readonly (number | null)[];
  tone?: Severity;
  height: number;
  footnote?: string;
}

/** A chart under its figure. While the cursor is on any chart of the page, the figure and the legend tell that moment. */
export function ChartPanel({ title, data, style, main = 0, newest, height, ...rest }: ChartPanelProps) {
  const [index, setIndex] = useState<number | null>(null);
  const at = index === null ? undefined : data.timestamps[index];
  const moment = at === undefined ? undefined : spellMoment(Date.parse(at), data.span);
  const readingOf = (series: number) => style.format(index === null ? newest?.[series] : data.values[series]?.[index]);
  const entries = style.series.map((series, position) => ({ ...series, value: spell(readingOf(position)) }));
  const quantity = moment === undefined ? rest.quantity : readingOf(main);
  const reading =
    moment === undefined
      ? `now ${spell(rest.quantity)}`
      : `${moment}: ${entries.map(({ label, value }) => `${label} ${value}`).join(', ')}`;
  return (
    <Panel
      title={title}
      quantity={quantity}
      caption={moment ?? rest.caption}
      tone={rest.tone}
      past={moment !== undefined}
    >
      {newest !== undefined && <Legend entries={entries} />}
      <TimeChart
        label={title}
        reading={reading}
        data={data}
        style={style}
        height={height}
        index={index}
        onCursor={setIndex}
      />
      {rest.footnote !== undefined && <p className={styles.footnote}>{rest.footnote}</p>}
    </Panel>
  );
}

function spellMoment(at: number, { from, to }: TimeSpan): string {
  return to - from >= DAY_MS ? formatDayAndTime(at) : formatClock(at);
}
