import { Injectable } from '@nestjs/common';
import { MetricQuery, type MetricQueryGroup, type MetricQueryInput } from '../../metrics/metric.query.js';
import { planMeasurement } from '../methods/plan-measurement.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { GroupValue } from './measure-rule.js';

/** Measures rules on the stored metrics. */
@Injectable()
export class RuleMeasurement {
  constructor(private readonly metrics: MetricQuery) {}

  /** The groups of one rule as of `now` (epoch ms). */
  async measure(rule: AlertRule, now: number): Promise<GroupValue[]> {
    const [groups] = await this.measureTogether([rule], now);
    return groups!;
  }

  /** The groups of each rule, from one reading of the samples. @throws when one of the rules cannot be measured */
  async measureTogether(rules: readonly AlertRule[], now: number): Promise<GroupValue[][]> {
    const plans = rules.map((rule) => planMeasurement(rule, now));
    const answers = await this.metrics.evaluateGroups(plans.flatMap(({ questions }) => questions.map(asGroup)));
    let from = 0;
    return plans.map(({ questions, values }) => {
      const own = answers.slice(from, from + questions.length);
      from += questions.length;
      return values(own.map(([results = []]) => results));
    });
  }
}

function asGroup({ aggregation, groupBy, stepMs, ...selection }: MetricQueryInput): MetricQueryGroup {
  return { ...selection, reductions: [{ aggregation, groupBy, stepMs }] };
}
