import { Injectable, Logger } from '@nestjs/common';
import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Clock } from '../../jobs/clock.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { AlertRules } from '../rules/alert-rules.js';
import { EvaluationLog, type LoggedEvaluation, type LoggedGroup, loggedEvaluation } from './evaluation.log.js';
import { type EvaluatedRule, EvaluationRecorder } from './evaluation.recorder.js';
import { GroupMemory } from './group-memory.js';
import { type GroupValue, MAX_GROUPS } from './measure-rule.js';
import { RuleMeasurement } from './rule.measurement.js';

/** So many rules share a reading of the samples. */
const RULES_AT_A_TIME = 100;

/** Measures every enabled rule and hands what it finds to the recorder. A rule that fails does not stop the others. */
@Injectable()
export class AlertEvaluator {
  private readonly logger = new Logger('alerting');

  constructor(
    private readonly rules: AlertRules,
    private readonly measurement: RuleMeasurement,
    private readonly memory: GroupMemory,
    private readonly recorder: EvaluationRecorder,
    private readonly log: EvaluationLog,
    private readonly clock: Clock,
  ) {}

  /**
   * One turn over all rules. @param longestStepMs the most time this turn may count as watched
   * @throws DatabaseUnavailable, and nothing else
   */
  async evaluateAll(longestStepMs: number): Promise<void> {
    const [rules, alerted] = await Promise.all([this.rules.enabled(), this.recorder.rulesWithAlerts()]);
    this.memory.retain(new Set(rules.map(({ ruleId }) => ruleId)));
    const found = new Map<string, LoggedEvaluation>();
    for (let from = 0; from < rules.length; from += RULES_AT_A_TIME) {
      await this.evaluateSome(rules.slice(from, from + RULES_AT_A_TIME), alerted, longestStepMs, found);
    }
    await this.log.write(found, this.clock.now());
  }

  private async evaluateSome(
    rules: readonly AlertRule[],
    alerted: ReadonlySet<string>,
    longestStepMs: number,
    found: Map<string, LoggedEvaluation>,
  ): Promise<void> {
    const now = this.clock.now();
    const measured = await this.measureTogether(rules, now);
    const evaluated: EvaluatedRule[] = [];
    const faults = new Map<string, string>();
    for (const [index, rule] of rules.entries()) {
      await this.noting(faults, rule, async () => {
        const groups = measured?.[index] ?? (await this.measurement.measureTogether([rule], now))[0]!;
        evaluated.push({ rule, groups: await this.completed(rule, groups, now), hasAlerts: alerted.has(rule.ruleId) });
      });
    }
    const logged = await this.record(evaluated, longestStepMs, now, faults);
    const groupsOf = new Map(evaluated.map(({ rule, groups }) => [rule.ruleId, groups]));
    for (const rule of rules) {
      const { ruleId } = rule;
      const fault = faults.get(ruleId) ?? null;
      found.set(ruleId, loggedEvaluation(rule, groupsOf.get(ruleId) ?? [], logged.get(ruleId) ?? [], fault));
    }
    const at = new Date(this.clock.now());
    await this.rules.noteEvaluations(rules.map(({ ruleId }) => ({ ruleId, at, error: faults.get(ruleId) ?? null })));
  }

  /** @returns undefined when one of them is at fault: then each is measured alone */
  private async measureTogether(rules: readonly AlertRule[], now: number): Promise<GroupValue[][] | undefined> {
    try {
      return await this.measurement.measureTogether(rules, now);
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) throw fault;
      return undefined;
    }
  }

  /** All together, or else each alone, so that one that cannot be stored does not stop the others. */
  private async record(
    evaluated: readonly EvaluatedRule[],
    longestStepMs: number,
    now: number,
    faults: Map<string, string>,
  ): Promise<Map<string, LoggedGroup[]>> {
    try {
      return await this.recorder.record(evaluated, longestStepMs, now);
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) throw fault;
      const logged = new Map<string, LoggedGroup[]>();
      for (const each of evaluated) {
        await this.noting(faults, each.rule, async () => {
          for (const [ruleId, groups] of await this.recorder.record([each], longestStepMs, now))
            logged.set(ruleId, groups);
        });
      }
      return logged;
    }
  }

  private completed(rule: AlertRule, groups: readonly GroupValue[], now: number): Promise<GroupValue[]> {
    if (groups.length > MAX_GROUPS) {
      throw new Error(
        `the rule has ${groups.length} groups: at most ${MAX_GROUPS} are evaluated; narrow its matchers or group_by`,
      );
    }
    return this.memory.complete(rule, groups, now);
  }

  /** Notes why a rule could not be evaluated. */
  private async noting(faults: Map<string, string>, rule: AlertRule, evaluate: () => Promise<void>): Promise<void> {
    try {
      await evaluate();
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) throw fault;
      this.logger.error({ err: fault, rule: rule.name }, 'an alert rule could not be evaluated');
      faults.set(rule.ruleId, fault instanceof Error ? fault.message : String(fault));
    }
  }
}
