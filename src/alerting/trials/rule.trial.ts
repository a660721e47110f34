import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { Pacer } from '../../jobs/pacer.js';
import { evaluateRule } from '../evaluation/evaluate-rule.js';
import type { EvaluatedGroupView } from '../evaluation/evaluation-log.dto.js';
import { explainVerdict } from '../evaluation/explain-verdict.js';
import { GroupMemory } from '../evaluation/group-memory.js';
import { RuleMeasurement } from '../evaluation/rule.measurement.js';
import { readingOf, termsOf } from '../evaluation/rule-terms.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import { AlertRules } from '../rules/alert-rules.js';
import type { RuleTermsInput } from '../rules/rule-changes.js';
import { Backtest, type Episode } from './backtest.js';
import { PastReader } from './past.readings.js';
import type { BacktestEpisodeView, BacktestView, RuleTrialResult } from './rule-trial.dto.js';

const DAY_MS = 86_400_000;
const MAX_GROUPS = 1000;
/** So many alerts of the past are listed, the newest first. */
const MAX_EPISODES = 500;
const NO_PAST = { lastNotifiedAt: null, firings: 0 };

/** Tries a rule that is not saved: what it would do now, and what it would have done. One at a time, for the past is much work. */
@Injectable()
export class RuleTrial {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly rules: AlertRules,
    private readonly measurement: RuleMeasurement,
    private readonly memory: GroupMemory,
    private readonly past: PastReader,
    private readonly clock: Clock,
  ) {}

  /** @param days how much of the past; 0 for none @throws Problem 422 as saving the rule would, or when it cannot be measured */
  async run(terms: RuleTermsInput, days: number): Promise<RuleTrialResult> {
    await this.check(terms);
    const work = this.queue.then(() => this.trial(terms, days));
    this.queue = work.catch(() => undefined);
    return work;
  }

  /** The paths of faults are those of the request, in which the rule is a part. */
  private async check(terms: RuleTermsInput): Promise<void> {
    try {
      await this.rules.check(terms);
    } catch (fault) {
      if (!(fault instanceof Problem) || !fault.errors) throw fault;
      throw Problem.invalid(fault.errors.map(({ path, message }) => ({ path: `rule.${path}`, message })));
    }
  }

  private async trial(terms: RuleTermsInput, days: number): Promise<RuleTrialResult> {
    const now = this.clock.now();
    const at = new Date(now);
    const own = { ruleId: randomUUID(), createdAt: at, updatedAt: at, lastEvaluatedAt: null, lastError: null };
    const rule: AlertRule = { ...terms, ...own };
    try {
      const groups = await this.present(rule, now);
      const backtest = days === 0 ? null : await this.backtest(rule, days * DAY_MS, now);
      return { evaluated_at: at.toISOString(), groups, backtest };
    } catch (fault) {
      if (fault instanceof Problem || !(fault instanceof Error)) throw fault;
      throw Problem.of(422, `The rule cannot be evaluated: ${fault.message}`);
    }
  }

  private async present(rule: AlertRule, now: number): Promise<EvaluatedGroupView[]> {
    const groups = await this.memory.complete(rule, await this.measurement.measure(rule, now), now);
    const terms = termsOf(rule, 0);
    return groups.slice(0, MAX_GROUPS).map((group) => {
      const reading = readingOf(rule, group);
      const verdict = evaluateRule(terms, undefined, reading, now, NO_PAST);
      const reason = explainVerdict(verdict, { terms, open: undefined, reading, past: NO_PAST, now });
      return { tags: group.tags, value: group.value ?? null, status: verdict.status, reason };
    });
  }

  private async backtest(rule: AlertRule, spanMs: number, now: number): Promise<BacktestView> {
    const { stepMs, readings } = await this.past.read(rule, spanMs, now);
    const walk = new Backtest(rule, stepMs);
    const pacer = new Pacer();
    let from = now;
    for await (const { at, groups } of readings) {
      from = Math.min(from, at);
      walk.take(groups, at);
      if (pacer.isDue) await pacer.pause();
    }
    walk.end();
    const { episodes, totals } = walk;
    const lasted = episodes.map(({ firedAt, resolvedAt }) => ((resolvedAt ?? now) - firedAt) / 1000);
    const newest = episodes.toSorted((a, b) => b.firedAt - a.firedAt).slice(0, MAX_EPISODES);
    return {
      start_time: new Date(from).toISOString(),
      end_time: new Date(now).toISOString(),
      step_seconds: stepMs / 1000,
      evaluations: totals.evaluations,
      evaluations_without_data: totals.withoutData,
      groups: totals.groups,
      fired: episodes.length,
      pending_only: totals.pendingOnly,
      notifications: totals.notifications,
      firing_seconds: Math.round(lasted.reduce((sum, seconds) => sum + seconds, 0)),
      alerts: newest.map(viewOf),
      truncated: episodes.length > newest.length,
    };
  }
}

function viewOf({ tags, startedAt, firedAt, resolvedAt, worstValue, notified }: Episode): BacktestEpisodeView {
  return {
    tags,
    started_at: new Date(startedAt).toISOString(),
    fired_at: new Date(firedAt).toISOString(),
    resolved_at: resolvedAt === null ? null : new Date(resolvedAt).toISOString(),
    worst_value: worstValue,
    notified,
  };
}
