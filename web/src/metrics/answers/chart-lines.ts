import type { ChartSpan } from '../../charts/series.js';
import type { Measured, Quantity } from '../../format/quantity.js';
import { aggregationWords, formatOf, type MetricKind } from '../question/aggregations.js';
import type { QuestionAnswer } from './ask.js';
import type { Answered } from './use-answers.js';

/** One line of the chart. */
export interface Line {
  /** Unlike that of any other line. */
  readonly label: string;
  /** The label of the line that this one is the past of. */
  readonly twinOf?: string;
  readonly question: string;
  readonly aggregation: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
  readonly format: (value: Measured) => Quantity;
}

/** All answers on one axis of time. */
export interface Lines {
  readonly times: readonly number[];
  readonly lines: readonly Line[];
  readonly span: ChartSpan;
  /** Whether the lines do not measure the same, so that one axis cannot say what of. */
  readonly isMixed: boolean;
}

interface Context {
  readonly kindOf: (metric: string | undefined) => MetricKind | undefined;
  /** What the past is called: "week before". */
  readonly pastWords: string;
}

/** Puts the answers to several questions side by side. Undefined while there is none. */
export function chartLines(answered: readonly Answered[], context: Context): Lines | undefined {
  const there = answered.filter((one) => one.answer !== undefined && one.span !== undefined);
  const first = there.find(({ offsetMs }) => offsetMs === 0);
  if (first?.span === undefined) return undefined;
  const times = timesOf(there);
  const place = new Map(times.map((time, at) => [time, at]));
  const isOne = new Set(answered.map(({ question }) => question.name)).size === 1;
  const units = new Set<string>();
  const labels = new Map<string, number>();
  const lines = there.flatMap(({ question, offsetMs, answer }) => {
    const { unit, groups, times: own } = answer!;
    const format = formatOf(question.aggregation, unit, context.kindOf(question.metric));
    units.add(JSON.stringify([format(1), format(1e6)]));
    const places = own.map((time) => place.get(time + offsetMs)!);
    return groups.map(({ tags, values }): Line => {
      const now = `${isOne ? '' : `${question.name}: `}${groupLabel(tags, labelOf(question))}`;
      const label = unique(offsetMs === 0 ? now : `${now} (${context.pastWords})`, labels);
      const { name, aggregation } = question;
      return {
        label,
        twinOf: offsetMs === 0 ? undefined : now,
        question: name,
        aggregation,
        tags,
        values: spread(values, places, times.length),
        format,
      };
    });
  });
  const span = { ...first.span, measuredTo: first.span.to, stepMs: first.answer!.stepMs };
  return { times, lines, span, isMixed: units.size > 1 };
}

/** The inks of lines by their place; the past has that of its present. Lines keep their ink while others come and go. */
export function inkPlaces(known: Map<string, number>, lines: readonly Line[]): number[] {
  return lines.map(({ label, twinOf }) => {
    const name = twinOf ?? label;
    const place = known.get(name) ?? known.size;
    known.set(name, place);
    return place;
  });
}

/** What a question without groups is called. */
function labelOf({ formula, aggregation, metric = '' }: Answered['question']): string {
  return formula ?? `${aggregationWords(aggregation)} of ${metric}`;
}

function groupLabel(tags: Line['tags'], otherwise: string): string {
  const values = Object.values(tags);
  return values.length === 0 ? otherwise : values.map((value) => (value === '' ? '(none)' : value)).join(' · ');
}

function unique(label: string, taken: Map<string, number>): string {
  const count = (taken.get(label) ?? 0) + 1;
  taken.set(label, count);
  return count === 1 ? label : `${label} #${count}`;
}

function timesOf(there: readonly Answered[]): number[] {
  const all = new Set<number>();
  for (const { answer, offsetMs } of there) for (const time of answer!.times) all.add(time + offsetMs);
  return [...all].sort((left, right) => left - right);
}

/** Values at their places among more times. */
function spread(values: QuestionAnswer['groups'][number]['values'], places: readonly number[], length: number) {
  if (places.length === length) return values;
  const all = Array.from<number | null>({ length }).fill(null);
  for (const [at, value] of values.entries()) all[places[at]!] = value;
  return all;
}
