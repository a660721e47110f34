import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { asBody } from '../../http/streamed-body.js';
import { Clock } from '../../jobs/clock.js';
import { Pacer } from '../../jobs/pacer.js';
import { evaluateExpression } from '../arithmetic/evaluate-expression.js';
import { NameList } from '../listing/name.list.js';
import { MetricQuery, type MetricQueryGroup, type MetricResult } from '../metric.query.js';
import { type AnswerPart, answersJson } from './answer-text.js';
import type { MetricQuestions } from './metric-question.dto.js';
import { rankGroups } from './rank-groups.js';
import type { TimeRange } from './read-metric-filter.js';
import { type ReadExpression, type ReadMetricQuestion, readQuestions } from './read-questions.js';

type Question = ReadMetricQuestion | ReadExpression;

/** Answers POST /metrics/query: several questions at once, about one range and as of one moment. */
@Injectable()
export class QuestionView {
  constructor(
    private readonly metrics: MetricQuery,
    private readonly nameList: NameList,
    private readonly clock: Clock,
  ) {}

  /** The JSON of MetricAnswers. */
  async answer(body: MetricQuestions, caller: AbortSignal): Promise<string | Readable> {
    const { questions, startAt, endAt } = readQuestions(body, this.clock.now());
    const asked = questions.filter((question) => 'metricName' in question);
    const results = await this.evaluate(asked, { startAt, endAt }, caller);
    const units = await this.nameList.unitsOf(asked.map(({ metricName }) => metricName));
    const pacer = new Pacer(caller);
    const parts: AnswerPart[] = [];
    for (const question of questions) {
      const all =
        'text' in question
          ? await evaluateExpression(question.expression, results, pacer)
          : results.get(question.name)!;
      parts.push({
        head: { ...describe(question, units), step_seconds: (question.stepMs ?? endAt - startAt) / 1000 },
        results: await rankGroups(all, question.rank, pacer),
      });
    }
    const head = { start_time: new Date(startAt).toISOString(), end_time: new Date(endAt).toISOString() };
    return asBody(answersJson(head, parts, pacer));
  }

  /** Questions about the same samples share one reading of them. */
  private async evaluate(
    asked: readonly ReadMetricQuestion[],
    range: TimeRange,
    caller: AbortSignal,
  ): Promise<Map<string, MetricResult[]>> {
    const bySelection = new Map<string, ReadMetricQuestion[]>();
    for (const question of asked) {
      const key = JSON.stringify([question.metricName, question.matchers]);
      const same = bySelection.get(key);
      if (same) same.push(question);
      else bySelection.set(key, [question]);
    }
    const sets = [...bySelection.values()];
    const groups = sets.map((set): MetricQueryGroup => ({ ...set[0]!, ...range, reductions: set }));
    const results = await this.metrics.evaluateGroups(groups, caller);
    return new Map(sets.flatMap((set, i) => set.map(({ name }, j) => [name, results[i]![j]!] as const)));
  }
}

function describe(question: Question, units: ReadonlyMap<string, string>): object {
  if ('text' in question) {
    return { name: question.name, metric_name: null, aggregation: null, expression: question.text, unit: null };
  }
  const { name, metricName, aggregation } = question;
  return { name, metric_name: metricName, aggregation, expression: null, unit: units.get(metricName) ?? null };
}
