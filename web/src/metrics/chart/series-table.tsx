import { Button } from '@mantine/core';
import { useMemo } from 'react';
import type { ChartStyle, Ink } from '../../charts/series.js';
import { Sparkline } from '../../charts/sparkline.js';
import { Swatch } from '../../charts/swatch.js';
import type { SeriesFocus } from '../../charts/use-series-focus.js';
import { spell } from '../../format/quantity.js';
import { Panel } from '../../panel/panel.js';
import { type Column, DataTable, rowLink } from '../../table/data-table.js';
import type { Line, Lines } from '../answers/chart-lines.js';
import { type Summary, summarize, thin } from '../answers/summarize.js';
import styles from './series-table.module.css';
import { ServiceLinks } from './service-links.js';

interface SeriesTableProps {
  lines: Lines;
  style: ChartStyle;
  focus: SeriesFocus;
}

interface Row extends Summary {
  readonly line: Line;
  readonly ink: Ink;
  /** By how much the mean is above that of the past, per cent. */
  readonly change?: number;
}

const SPARKLINE_POINTS = 60;

/** The figures of each series. A row is the legend's entry, too: pointing at it brings its line forward, a click shows it alone. */
export function SeriesTable({ lines, style, focus }: SeriesTableProps) {
  const rows = useMemo(() => rowsOf(lines, style), [lines, style]);
  const columns = useMemo(() => columnsOf(rows, focus), [rows, focus]);
  return (
    <Panel
      title={rows.length === 1 ? '1 series' : `${rows.length} series`}
      flush
      actions={
        focus.picked !== undefined && (
          <Button variant="default" size="compact-sm" onClick={() => focus.pickAll()}>
            Show all
          </Button>
        )
      }
    >
      <DataTable
        label="Series"
        columns={columns}
        rows={rows}
        rowKey={({ line }) => line.label}
        rowHeight={34}
        maxHeight={480}
        isMarked={({ line }) => focus.picked?.has(line.label) ?? false}
      />
    </Panel>
  );
}

function rowsOf(lines: Lines, style: ChartStyle): Row[] {
  const means = new Map<string, number | null>();
  for (const line of lines.lines) if (line.twinOf !== undefined) means.set(line.twinOf, summarize(line, lines).avg);
  return lines.lines.flatMap((line, at) => {
    if (line.twinOf !== undefined) return [];
    const summary = summarize(line, lines);
    const before = means.get(line.label);
    const change =
      before == null || before === 0 || summary.avg === null ? undefined : (summary.avg / before - 1) * 100;
    return [{ ...summary, line, ink: style.series[at]?.ink ?? 'chart-1', change }];
  });
}

function columnsOf(rows: readonly Row[], focus: SeriesFocus): Column<Row>[] {
  const hasChange = rows.some(({ change }) => change !== undefined);
  const hasService = rows.some(({ line }) => (line.tags.service ?? '') !== '');
  return [
    {
      key: 'series',
      title: 'Series',
      width: 'minmax(84px, 3fr)',
      value: ({ line }) => line.label,
      cell: ({ line: { label }, ink }) => (
        <button
          type="button"
          className={`${rowLink} ${styles.series}`}
          title={`${label} (click: alone, with Shift: more of them)`}
          aria-pressed={focus.picked?.has(label) ?? false}
          onClick={({ shiftKey, ctrlKey, metaKey }) => focus.pick(label, shiftKey || ctrlKey || metaKey)}
          onPointerEnter={() => focus.light(label)}
          onPointerLeave={() => focus.light(undefined)}
          onFocus={() => focus.light(label)}
          onBlur={() => focus.light(undefined)}
        >
          <Swatch ink={ink} />
          <span>{label}</span>
        </button>
      ),
    },
    {
      key: 'shape',
      title: 'Shape',
      width: '120px',
      isExtra: true,
      cell: ({ line, ink }) => <Sparkline points={thin(line.values, SPARKLINE_POINTS)} ink={ink} />,
    },
    figure('last', 'Last'),
    { ...figure('min', 'Min'), isExtra: true },
    figure('avg', 'Avg'),
    figure('max', 'Max'),
    ...(hasChange ? [CHANGE] : []),
    ...(hasService ? [SERVICE] : []),
  ];
}

function figure(key: keyof Summary, title: string): Column<Row> {
  return {
    key,
    title,
    width: 'minmax(60px, 110px)',
    align: 'end',
    value: (row) => row[key],
    cell: (row) => spell(row.line.format(row[key])),
  };
}

const CHANGE: Column<Row> = {
  key: 'change',
  title: 'Avg vs past',
  width: 'minmax(60px, 110px)',
  align: 'end',
  value: ({ change }) => change,
  cell: ({ change }) => (change === undefined ? '–' : `${change > 0 ? '+' : ''}${Math.round(change)} %`),
};

const SERVICE: Column<Row> = {
  key: 'service',
  title: 'Look into',
  width: '190px',
  isExtra: true,
  cell: ({ line }) => <ServiceLinks service={line.tags.service} />,
};
