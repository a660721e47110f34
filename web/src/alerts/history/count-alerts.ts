import { SEVERITIES } from '../../api/alert.js';
import type { ChartData } from '../../charts/series.js';
import { type Alert, sinceOf } from '../alert.js';

/** About so many bars, of a length that one can name. */
const BARS = 48;
const LENGTHS_S = [15, 30, 60, 300, 600, 1800, 3600, 7200, 21_600, 43_200, 86_400, 604_800];

/** How often alerts of one name fired, and for how long altogether. */
export interface Frequency {
  readonly name: string;
  readonly count: number;
  readonly totalMs: number;
  /** When it fired last; epoch milliseconds. */
  readonly lastAt: number;
}

/** How long an alert fired, ms; one that never fired was pending all the time. */
export function lengthOf(alert: Pick<Alert, 'fired_at' | 'started_at' | 'resolved_at'>): number {
  return alert.resolved_at === null ? 0 : Date.parse(alert.resolved_at) - sinceOf(alert);
}

/** How many alerts fired in each part of a span, one series for each severity, the worst first. */
export function barsOf(alerts: readonly Alert[], { from, to }: { from: number; to: number }): ChartData {
  const stepMs = 1000 * (LENGTHS_S.find((length) => length * 1000 * BARS >= to - from) ?? LENGTHS_S.at(-1)!);
  const start = Math.floor(from / stepMs) * stepMs;
  const timestamps: number[] = [];
  for (let at = start; at < to; at += stepMs) timestamps.push(at);
  const values = SEVERITIES.map(() => timestamps.map(() => 0));
  for (const alert of alerts) {
    const counts = values[SEVERITIES.indexOf(alert.severity)];
    const bar = Math.floor((sinceOf(alert) - start) / stepMs);
    if (counts?.[bar] !== undefined) counts[bar] += 1;
  }
  return { timestamps, values, span: { from, to, stepMs } };
}

/** How often each alert fired, the most frequent first. */
export function frequenciesOf(alerts: readonly Alert[]): Frequency[] {
  const found = new Map<string, Frequency>();
  for (const alert of alerts) {
    const { count = 0, totalMs = 0, lastAt = 0 } = found.get(alert.name) ?? {};
    found.set(alert.name, {
      name: alert.name,
      count: count + 1,
      totalMs: totalMs + lengthOf(alert),
      lastAt: Math.max(lastAt, sinceOf(alert)),
    });
  }
  return [...found.values()].sort((a, b) => b.count - a.count || b.totalMs - a.totalMs);
}
