import { Injectable } from '@nestjs/common';
import { MetricQuery } from '../../metrics/metric.query.js';
import { AnomalyMeasurement } from '../methods/anomaly/anomaly.measurement.js';
import { ErrorGroupMeasurement } from '../methods/error-group.measurement.js';
import { type MeasurementPlan, planWindow } from '../methods/measurement-plan.js';
import { planMeasurement } from '../methods/plan-measurement.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { GroupValue } from './measure-rule.js';

type Plan = Pick<MeasurementPlan, 'questions'> & {
  readonly values: (...answers: Parameters<MeasurementPlan['values']>) => Promise<GroupValue[]>;
};

/** Measures rules on the stored metrics and on what becomes of groups of errors. */
@Injectable()
export class RuleMeasurement {
  constructor(
    private readonly metrics: MetricQuery,
    private readonly errorGroups: ErrorGroupMeasurement,
    private readonly anomalies: AnomalyMeasurement,
  ) {}

  /** The groups of one rule as of `now` (epoch ms), also a time in the past. Waits for what has to be trained first. */
  async measure(rule: AlertRule, now: number): Promise<GroupValue[]> {
    const [groups] = await this.follow([this.plan(rule, now, true)]);
    return groups!;
  }

  /**
   * The groups of each rule, from one reading of the samples. Where something has to be trained first there is no value until that is done.
   * @throws when one of the rules cannot be measured
   */
  measureTogether(rules: readonly AlertRule[], now: number): Promise<GroupValue[][]> {
    return this.follow(rules.map((rule) => this.plan(rule, now, false)));
  }

  private async follow(plans: readonly Plan[]): Promise<GroupValue[][]> {
    const questions = plans.flatMap((plan) => plan.questions);
    const answers = questions.length > 0 ? await this.metrics.evaluateEach(questions) : [];
    let from = 0;
    const measured = plans.map(({ questions: { length }, values }) => {
      const own = answers.slice(from, from + length);
      from += length;
      return values(own);
    });
    return Promise.all(measured);
  }

  private plan(rule: AlertRule, now: number, waits: boolean): Plan {
    const { method } = rule;
    if (method?.type === 'error_groups') {
      return { questions: [], values: () => this.errorGroups.measure(rule, method, now) };
    }
    if (method?.type === 'anomaly') {
      const { questions, values } = planWindow(rule, now);
      return { questions, values: (answers) => this.anomalies.measure(rule, method, values(answers), now, waits) };
    }
    const { questions, values } = planMeasurement(rule, method, now);
    return { questions, values: (answers) => Promise.resolve(values(answers)) };
  }
}
