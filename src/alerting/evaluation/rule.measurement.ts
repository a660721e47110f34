import { Injectable } from '@nestjs/common';
import { MetricQuery, type MetricQueryGroup, type MetricQueryInput } from '../../metrics/metric.query.js';
import { ErrorGroupMeasurement } from '../methods/error-group.measurement.js';
import type { MeasurementPlan } from '../methods/measurement-plan.js';
import { planMeasurement } from '../methods/plan-measurement.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { GroupValue } from './measure-rule.js';

type Plan = Pick<MeasurementPlan, 'questions'> & {
  readonly values: (...answers: Parameters<MeasurementPlan['values']>) => Promise<GroupValue[]>;
};

/** Measures rules on the stored metrics. */
@Injectable()
export class RuleMeasurement {
  constructor(
    private readonly metrics: MetricQuery,
    private readonly errorGroups: ErrorGroupMeasurement,
  ) {}

  /** The groups of one rule as of `now` (epoch ms). */
  async measure(rule: AlertRule, now: number): Promise<GroupValue[]> {
    const [groups] = await this.measureTogether([rule], now);
    return groups!;
  }

  /** The groups of each rule, from one reading of the samples. @throws when one of the rules cannot be measured */
  async measureTogether(rules: readonly AlertRule[], now: number): Promise<GroupValue[][]> {
    const plans = rules.map((rule) => this.plan(rule, now));
    const questions = plans.flatMap((plan) => plan.questions.map(asGroup));
    const answers = questions.length > 0 ? await this.metrics.evaluateGroups(questions) : [];
    let from = 0;
    const measured = plans.map(({ questions: { length }, values }) => {
      const own = answers.slice(from, from + length);
      from += length;
      return values(own.map(([results = []]) => results));
    });
    return Promise.all(measured);
  }

  private plan(rule: AlertRule, now: number): Plan {
    const { method } = rule;
    if (method?.type !== 'error_groups') {
      const { questions, values } = planMeasurement(rule, method, now);
      return { questions, values: (answers) => Promise.resolve(values(answers)) };
    }
    return { questions: [], values: () => this.errorGroups.measure(rule, method, now) };
  }
}

function asGroup({ aggregation, groupBy, stepMs, ...selection }: MetricQueryInput): MetricQueryGroup {
  return { ...selection, reductions: [{ aggregation, groupBy, stepMs }] };
}
