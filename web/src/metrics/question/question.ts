import { type QuestionSearch, questionSearch } from './question-search.js';

/** One question about a metric, or arithmetic between others, as the page's address holds it. */
export interface Question {
  /** By which formulas refer to it: A, B, … */
  readonly name: string;
  readonly metric?: string;
  /** Instead of a metric: `100 * A / B`. */
  readonly formula?: string;
  /** The one that suits the metric's kind if left out. */
  readonly aggregation?: string;
  /** Terms as `GET /metrics` takes them: `service=students,status=~5..`. */
  readonly tags?: string;
  readonly groupBy: readonly string[];
  /** Only so many series, the greatest or the least. */
  readonly rank?: { readonly order: 'top' | 'bottom'; readonly count: number };
  readonly isHidden: boolean;
}

const NAME = /^[A-Z]$/;
const HIDDEN = 'yes';
/** As many as one request may hold. */
export const MOST_QUESTIONS = 20;
const MOST_RANKED = 1000;

/** Reads the questions of an address: the first stands in it as it is, each further one is a query of its own under `also`. */
export function readQuestions(first: QuestionSearch, also: readonly string[] = []): Question[] {
  const all = [first, ...also.map((text) => questionSearch(Object.fromEntries(new URLSearchParams(text))))];
  const isStart = also.length === 0 && first.metric === undefined && first.formula === undefined && !first.name;
  if (isStart) return [];
  const questions: Question[] = [];
  for (const fields of all.slice(0, MOST_QUESTIONS)) questions.push(readQuestion(fields, questions));
  return questions;
}

/** Writes questions as an address holds them. */
export function writeQuestions(questions: readonly Question[]): QuestionSearch & { also: string[] | undefined } {
  const [first, ...rest] = questions.map(writeQuestion);
  const also = rest.map((fields) => new URLSearchParams(fields as Record<string, string>).toString());
  return { ...questionSearch(first ?? {}), also: also.length > 0 ? also : undefined };
}

/** The first letter that no question has. */
export function freeName(questions: readonly Question[]): string {
  const taken = new Set(questions.map(({ name }) => name));
  for (let code = 65; code <= 90; code += 1) {
    const name = String.fromCharCode(code);
    if (!taken.has(name)) return name;
  }
  return 'Z';
}

/** The questions a formula refers to. */
export function namesIn(formula: string): string[] {
  return [...new Set(formula.match(/\b[A-Za-z_]\w*/g) ?? [])];
}

function readQuestion(fields: QuestionSearch, before: readonly Question[]): Question {
  const isFree = NAME.test(fields.name ?? '') && !before.some(({ name }) => name === fields.name);
  return {
    name: isFree ? fields.name! : freeName(before),
    metric: fields.metric,
    formula: fields.formula,
    aggregation: fields.aggregation,
    tags: fields.tags,
    groupBy: [...new Set((fields.group_by ?? '').split(',').filter((tag) => tag !== ''))],
    rank: rankOf('top', fields.top) ?? rankOf('bottom', fields.bottom),
    isHidden: fields.hide === HIDDEN,
  };
}

function rankOf(order: 'top' | 'bottom', text: string | undefined): Question['rank'] {
  const count = Number(text);
  return Number.isInteger(count) && count >= 1 && count <= MOST_RANKED ? { order, count } : undefined;
}

/** The name of the first question goes without saying when it is A. */
function writeQuestion({ name, groupBy, rank, isHidden, ...rest }: Question, position: number): QuestionSearch {
  const { metric, formula, aggregation, tags } = rest;
  const isNamed = position > 0 || name !== 'A' || (metric === undefined && formula === undefined);
  const fields = {
    name: isNamed ? name : undefined,
    metric,
    formula,
    aggregation,
    tags,
    group_by: groupBy.join(',') || undefined,
    top: rank?.order === 'top' ? String(rank.count) : undefined,
    bottom: rank?.order === 'bottom' ? String(rank.count) : undefined,
    hide: isHidden ? HIDDEN : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
