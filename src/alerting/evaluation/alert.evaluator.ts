import { Injectable, Logger } from '@nestjs/common';
import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Clock } from '../../jobs/clock.js';
import { MetricQuery } from '../../metrics/metric.query.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { AlertRules, type EvaluationNote } from '../rules/alert-rules.js';
import { EvaluationRecorder } from './evaluation.recorder.js';
import { GroupMemory } from './group-memory.js';
import { type GroupValue, groupValues, quotients, ruleQueries } from './measure-rule.js';

/** The most groups one rule may have: a rule that is grouped by something without end must not become a flood of alerts. */
export const MAX_GROUPS = 1000;

/** Measures every enabled rule and hands what it finds to the recorder. A rule that fails does not stop the others. */
@Injectable()
export class AlertEvaluator {
  private readonly logger = new Logger('alerting');

  constructor(
    private readonly rules: AlertRules,
    private readonly metrics: MetricQuery,
    private readonly memory: GroupMemory,
    private readonly recorder: EvaluationRecorder,
    private readonly clock: Clock,
  ) {}

  /**
   * One turn over all rules. @param longestStepMs the most time this turn may count as watched
   * @throws DatabaseUnavailable, and nothing else
   */
  async evaluateAll(longestStepMs: number): Promise<void> {
    const [rules, alerted] = await Promise.all([this.rules.enabled(), this.recorder.rulesWithAlerts()]);
    this.memory.retain(new Set(rules.map(({ ruleId }) => ruleId)));
    const evaluations: EvaluationNote[] = [];
    try {
      for (const rule of rules) {
        const error = await this.evaluate(rule, alerted.has(rule.ruleId), longestStepMs);
        evaluations.push({ ruleId: rule.ruleId, at: new Date(this.clock.now()), error });
      }
    } finally {
      await this.rules.noteEvaluations(evaluations);
    }
  }

  /** @returns why the rule could not be evaluated, or null */
  private async evaluate(rule: AlertRule, hasAlerts: boolean, longestStepMs: number): Promise<string | null> {
    try {
      const now = this.clock.now();
      const groups = await this.memory.complete(rule, await this.measure(rule, now), now);
      if (groups.length > MAX_GROUPS) {
        throw new Error(
          `the rule has ${groups.length} groups: at most ${MAX_GROUPS} are evaluated; narrow its matchers or group_by`,
        );
      }
      await this.recorder.record(rule, groups, hasAlerts, longestStepMs, now);
      return null;
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) throw fault;
      this.logger.error({ err: fault, rule: rule.name }, 'an alert rule could not be evaluated');
      return fault instanceof Error ? fault.message : String(fault);
    }
  }

  private async measure(rule: AlertRule, now: number): Promise<GroupValue[]> {
    const { dividend, divisor } = ruleQueries(rule, now);
    if (!rule.divideBy || !divisor) return groupValues(await this.metrics.evaluate(dividend));
    const [dividends, divisors] = await Promise.all([this.metrics.evaluate(dividend), this.metrics.evaluate(divisor)]);
    return quotients(dividends, divisors, rule.divideBy);
  }
}
