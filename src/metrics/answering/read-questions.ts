import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { type Expression, ExpressionFault, namesIn, parseExpression } from '../arithmetic/parse-expression.js';
import { parseAggregation } from '../evaluation/aggregation.js';
import type { MetricQuestion, MetricQuestions } from './metric-question.dto.js';
import { type ReadParameters, readParameters, readRange, type TimeRange } from './read-metric-filter.js';

/** A question that asks for a metric. */
export interface ReadMetricQuestion extends ReadParameters {
  readonly name: string;
  readonly metricName: string;
  readonly aggregation: string;
}

/** A question that is worked out from the answers to others. */
export interface ReadExpression extends Pick<ReadParameters, 'rank' | 'stepMs'> {
  readonly name: string;
  readonly text: string;
  readonly expression: Expression;
}

/** Several questions, understood, in their order. */
export interface ReadQuestions extends TimeRange {
  readonly questions: readonly (ReadMetricQuestion | ReadExpression)[];
}

/**
 * Understands the body of a request with several questions.
 *
 * @param now epoch ms
 * @throws Problem 422 naming everything that cannot be understood
 */
export function readQuestions(body: MetricQuestions, now: number): ReadQuestions {
  const faults: InputFault[] = [];
  const range = readRange(given(body), now, faults);
  const names = new Set<string>();
  const metrics = new Map<string, ReadMetricQuestion>();
  body.queries.forEach((question, i) => {
    if (names.has(question.name)) faults.push({ path: `queries[${i}].name`, message: 'must not be given twice' });
    names.add(question.name);
    if (question.expression == null) {
      const read = readMetricQuestion(question, body.step, range, `queries[${i}].`, faults);
      metrics.set(read.name, read);
    }
  });
  const questions = body.queries.map((question, i) =>
    question.expression == null
      ? metrics.get(question.name)!
      : readExpression(question, range, metrics, `queries[${i}].`, faults),
  );
  if (faults.length > 0) throw Problem.invalid(faults, 'The query has faults.');
  return { ...range, questions };
}

function readMetricQuestion(
  question: MetricQuestion,
  commonStep: string | undefined,
  range: TimeRange,
  parent: string,
  faults: InputFault[],
): ReadMetricQuestion {
  const {
    name,
    metric_name: metricName = '',
    aggregation = '',
    step = commonStep ?? undefined,
    ...rest
  } = given(question);
  if (!metricName) faults.push({ path: `${parent}metric_name`, message: 'must be given, or an expression' });
  if (!aggregation) faults.push({ path: `${parent}aggregation`, message: 'must be given' });
  else if (!parseAggregation(aggregation)) {
    faults.push({ path: `${parent}aggregation`, message: `${aggregation} is not an aggregation` });
  }
  return { name, metricName, aggregation, ...readParameters({ ...rest, step }, range, faults, parent) };
}

/** Fields that make no sense with an expression are refused: they would be ignored silently. */
function readExpression(
  question: MetricQuestion,
  range: TimeRange,
  metrics: ReadonlyMap<string, ReadMetricQuestion>,
  parent: string,
  faults: InputFault[],
): ReadExpression {
  const { name, expression: text = '', top, bottom, ...others } = given(question);
  for (const field of Object.keys(others)) {
    faults.push({ path: parent + field, message: 'must be left out with an expression' });
  }
  const fault = (message: string) => faults.push({ path: `${parent}expression`, message });
  const { rank } = readParameters({ top, bottom }, range, faults, parent);
  let expression: Expression = { kind: 'number', value: 0 };
  try {
    expression = parseExpression(text);
  } catch (thrown) {
    if (!(thrown instanceof ExpressionFault)) throw thrown;
    fault(thrown.message);
    return { name, text, expression, rank, stepMs: undefined };
  }
  const used = [...namesIn(expression)];
  const unknown = used.filter((one) => !metrics.has(one));
  if (unknown.length > 0) fault(`refers to ${unknown.join(', ')}, which is no question that asks for a metric`);
  else if (used.length === 0) fault('must refer to a question');
  const steps = new Set(used.map((one) => metrics.get(one)?.stepMs));
  if (steps.size > 1) fault('must refer to questions with the same step');
  return { name, text, expression, rank, stepMs: [...steps][0] };
}

/** Fields that are null count as left out. */
function given<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value != null)) as T;
}
