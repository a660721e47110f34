import { isMeasured, spell } from '../format/quantity.js';
import type { ChartData, ChartStyle, Ink } from './series.js';

/** What one series says at a moment. */
export interface Reading {
  /** Its place among the series of the chart. */
  readonly series: number;
  readonly label: string;
  readonly ink: Ink;
  readonly dashed?: boolean;
  readonly value: string;
}

/** What a chart says at a moment: the largest values first, and how many more there are. */
export interface MomentReading {
  readonly readings: readonly Reading[];
  readonly more: number;
}

/**
 * Reads a chart at one of its timestamps. Series without a value there are left out; the one that is `near` the pointer is
 * among the first even if others are larger.
 */
export function readMoment(
  style: ChartStyle,
  { values }: ChartData,
  index: number,
  limit: number,
  near?: number,
): MomentReading {
  const measured = style.series
    .map((series, position) => ({ ...series, series: position, at: values[position]?.[index] }))
    .filter(({ at }) => isMeasured(at))
    .sort((left, right) => right.at! - left.at!);
  const first = measured.slice(0, limit);
  const nearest = measured.find(({ series }) => series === near);
  if (nearest !== undefined && !first.includes(nearest)) first.splice(limit - 1, 1, nearest);
  return {
    readings: first.map(({ at, format = style.format, ...series }) => ({ ...series, value: spell(format(at)) })),
    more: measured.length - first.length,
  };
}

/** The same in words, for screen readers. */
export function spellReading({ readings, more }: MomentReading): string {
  const words = readings.map(({ label, value }) => `${label} ${value}`).join(', ');
  return more > 0 ? `${words}, and ${more} more` : words;
}
