import { Injectable } from '@nestjs/common';
import { MetricQuery, type MetricQueryGroup, type MetricQueryInput } from '../../metrics/metric.query.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { type GroupValue, groupValues, quotients, ruleQueries } from './measure-rule.js';

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
    const queries = rules.map((rule) => ruleQueries(rule, now));
    const questions = queries.flatMap(({ dividend, divisor }) => (divisor ? [dividend, divisor] : [dividend]));
    const answers = (await this.metrics.evaluateGroups(questions.map(asGroup))).values();
    const next = () => answers.next().value![0]!;
    return rules.map(({ divideBy }) => {
      const dividends = next();
      return divideBy ? quotients(dividends, next(), divideBy) : groupValues(dividends);
    });
  }
}

function asGroup({ aggregation, groupBy, stepMs, ...selection }: MetricQueryInput): MetricQueryGroup {
  return { ...selection, reductions: [{ aggregation, groupBy, stepMs }] };
}
