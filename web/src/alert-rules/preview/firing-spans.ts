import { formatSpan } from '../../format/duration.js';
import type { TimeSpan } from '../../time/time-range.js';
import type { Backtest } from '../rule.js';

type Episode = Pick<Backtest['alerts'][number], 'tags' | 'fired_at' | 'resolved_at'>;

/** When one group would have fired, within what is shown. */
export interface FiringRow {
  /** The group's tags in words; empty for a rule without groups. */
  readonly label: string;
  readonly spans: readonly FiringSpan[];
}

export interface FiringSpan extends TimeSpan {
  /** Whether it still fires at the end of what is known. */
  readonly isOpen: boolean;
}

/** The firing of each group as spans of time, cut to what is shown; the group that fires longest first. */
export function firingRows(episodes: readonly Episode[], shown: TimeSpan): FiringRow[] {
  const rows = new Map<string, FiringSpan[]>();
  for (const { tags, fired_at, resolved_at } of episodes) {
    const from = Math.max(Date.parse(fired_at), shown.from);
    const to = Math.min(resolved_at === null ? shown.to : Date.parse(resolved_at), shown.to);
    if (to < from) continue;
    const label = spellTags(tags);
    const spans = rows.get(label) ?? [];
    spans.push({ from, to, isOpen: resolved_at === null });
    rows.set(label, spans);
  }
  return [...rows]
    .map(([label, spans]) => ({ label, spans: spans.sort((a, b) => a.from - b.from) }))
    .sort((a, b) => lengthOf(b.spans) - lengthOf(a.spans) || a.label.localeCompare(b.label));
}

/** When anything at all fired: the spans of all rows, melted together. */
export function mergedSpans(rows: readonly FiringRow[]): TimeSpan[] {
  const merged: { from: number; to: number }[] = [];
  for (const { from, to } of rows.flatMap(({ spans }) => spans).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else merged.push({ from, to });
  }
  return merged;
}

/** What a backtest found, in a sentence. `lately` is the time it looked at: "the last 24 hours". */
export function backtestInWords(
  { fired, firing_seconds, pending_only, evaluations, evaluations_without_data }: BacktestFigures,
  lately: string,
): string {
  if (fired === 0 && evaluations > 0 && evaluations === evaluations_without_data)
    return `No data in ${lately}: it would have had nothing to judge.`;
  const almost = pending_only === 0 ? '' : ` ${pending_only} more would have been pending and ended before.`;
  if (fired === 0) return `Would not have fired in ${lately}.${almost}`;
  const times = fired === 1 ? 'once' : `${fired.toLocaleString('en')} times`;
  return `Would have fired ${times} in ${lately}, for ${formatSpan(firing_seconds * 1000)} in all.${almost}`;
}

type BacktestFigures = Pick<
  Backtest,
  'fired' | 'firing_seconds' | 'pending_only' | 'evaluations' | 'evaluations_without_data'
>;

/** Tags as one text: "service billing, host db-1". */
export function spellTags(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([tag, value]) => `${tag} ${value === '' ? '–' : value}`)
    .join(', ');
}

function lengthOf(spans: readonly FiringSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
