import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AuditRecorder } from '../../audit/audit.recorder.js';
import { Database, type Transaction } from '../../database/database.js';
import type { Actor } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { AlertCloser } from '../alerts/alert.closer.js';
import { Channels } from '../channels/channels.js';
import { EscalationPolicies } from '../escalation/escalation-policies.js';
import { toWire } from '../naming.js';
import type { AlertRule } from './alert-rule.entity.js';
import { lockRule, RULE_COLUMNS, saveRule } from './alert-rule.rows.js';
import { checkMatchers } from './check-matchers.js';
import { checkTerms } from './check-terms.js';
import { changedTerms, measuresAnother, type RuleTermsInput } from './rule-changes.js';

/** When a rule was evaluated, and why that failed, if it did. */
interface EvaluationNote {
  ruleId: string;
  at: Date;
  error: string | null;
}

/** The rules: read by the evaluation, changed by administrators. Every change is audited in its own transaction. */
@Injectable()
export class AlertRules {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly closer: AlertCloser,
    private readonly clock: Clock,
    private readonly channels: Channels,
    private readonly policies: EscalationPolicies,
  ) {}

  /** All rules, by name. */
  list(): Promise<AlertRule[]> {
    return this.database.query<AlertRule>(`select ${RULE_COLUMNS} from alert_rules order by name`);
  }

  /** The rules to evaluate. */
  enabled(): Promise<AlertRule[]> {
    return this.database.query<AlertRule>(`select ${RULE_COLUMNS} from alert_rules where enabled order by name`);
  }

  /** @throws Problem 404 when there is none of this id */
  async get(ruleId: string): Promise<AlertRule> {
    const [rule] = await this.database.query<AlertRule>(`select ${RULE_COLUMNS} from alert_rules where rule_id = $1`, [
      ruleId,
    ]);
    return rule ?? unknownRule();
  }

  /** Checks terms as saving them would. @throws Problem 422 */
  async check(terms: RuleTermsInput): Promise<void> {
    checkPatterns(terms);
    checkTerms(terms);
    await this.database.transaction((tx) => this.checkNames(tx, terms));
  }

  /** @throws Problem 409 when another rule has the name, 422 for a regular expression that is none, terms that do not go together, an unknown channel or escalation policy */
  async create(terms: RuleTermsInput, actor: Actor): Promise<AlertRule> {
    checkPatterns(terms);
    checkTerms(terms);
    const at = new Date(this.clock.now());
    const rule: AlertRule = {
      ...terms,
      ruleId: randomUUID(),
      createdAt: at,
      updatedAt: at,
      lastEvaluatedAt: null,
      lastError: null,
    };
    await namesOnce(
      this.database.transaction(async (tx) => {
        await this.checkNames(tx, rule);
        await saveRule(tx, rule);
        await this.audit.record(
          {
            actor,
            action: 'alert_rule.created',
            targetType: 'alert_rule',
            targetId: rule.ruleId,
            after: toWire(terms),
          },
          tx,
        );
      }),
    );
    return rule;
  }

  /**
   * Changes a rule. Open alerts of a rule that is disabled, or that no longer measures the same, are resolved with that reason.
   * @throws Problem 404 when there is none of this id, 409 when another rule has the new name or a file keeps this one, 422 for a regular expression that is none, terms that do not go together
   *   an unknown channel or escalation policy
   */
  async change(ruleId: string, changes: Partial<RuleTermsInput>, actor: Actor): Promise<AlertRule> {
    checkPatterns(changes);
    const rule = await namesOnce(
      this.database.transaction(async (tx) => {
        const before = (await lockRule(tx, ruleId)) ?? unknownRule();
        if (changes.managedBy === undefined) refuseManaged(before);
        const changed = changedTerms(before, changes);
        if (Object.keys(changed).length === 0) return before;
        await this.checkNames(tx, changed);
        const now = this.clock.now();
        const rule: AlertRule = { ...before, ...changes, updatedAt: new Date(now), lastError: null };
        checkTerms(rule);
        await saveRule(tx, rule);
        await this.audit.record(
          {
            actor,
            action: 'alert_rule.changed',
            targetType: 'alert_rule',
            targetId: ruleId,
            before: toWire(before),
            after: toWire(changed),
            details: { name: rule.name },
          },
          tx,
        );
        if (!rule.enabled) await this.closer.closeRule(tx, ruleId, 'rule_disabled', actor.name, now);
        else if (measuresAnother(before, rule))
          await this.closer.closeRule(tx, ruleId, 'rule_changed', actor.name, now);
        return rule;
      }),
    );
    this.closer.afterCommit();
    return rule;
  }

  /** Deletes a rule and resolves its open alerts. @throws Problem 404 when there is none of this id, 409 when a file keeps it */
  async delete(ruleId: string, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      const rule = (await lockRule(tx, ruleId)) ?? unknownRule();
      refuseManaged(rule);
      await tx.query('delete from alert_rules where rule_id = $1', [ruleId]);
      await this.audit.record(
        { actor, action: 'alert_rule.deleted', targetType: 'alert_rule', targetId: ruleId, before: toWire(rule) },
        tx,
      );
      await this.closer.closeRule(tx, ruleId, 'rule_deleted', actor.name, this.clock.now());
    });
    this.closer.afterCommit();
  }

  /** @throws Problem 422 when it names what there is not */
  private async checkNames(
    tx: Transaction,
    { notificationChannels = [], escalationPolicy }: Partial<RuleTermsInput>,
  ): Promise<void> {
    await this.channels.checkNames(tx, notificationChannels, 'notification_channels');
    await this.policies.checkName(tx, escalationPolicy);
  }

  /** Notes when rules were evaluated and why that failed, if it did. */
  async noteEvaluations(evaluations: readonly EvaluationNote[]): Promise<void> {
    await this.database.query(
      `update alert_rules r set last_evaluated_at = e.at, last_error = e.error
       from unnest($1::uuid[], $2::timestamptz[], $3::text[]) as e (rule_id, at, error) where r.rule_id = e.rule_id`,
      [evaluations.map(({ ruleId }) => ruleId), evaluations.map(({ at }) => at), evaluations.map(({ error }) => error)],
    );
  }
}

function checkPatterns({ matchers, divideBy }: Partial<RuleTermsInput>): void {
  checkMatchers({ matchers, 'divide_by.matchers': divideBy?.matchers });
}

/** Only its file changes a rule that a file keeps. */
function refuseManaged({ managedBy }: AlertRule): void {
  if (managedBy !== null) throw Problem.of(409, `The rule is kept in the file ${managedBy}: change it there.`);
}

function unknownRule(): never {
  throw Problem.of(404, 'There is no alert rule of this id.');
}

const UNIQUE_VIOLATION = '23505';

async function namesOnce<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (fault) {
    if ((fault as { code?: unknown }).code !== UNIQUE_VIOLATION) throw fault;
    throw Problem.of(409, 'Another alert rule has this name.', {
      errors: [{ path: 'name', message: 'is taken by another rule' }],
    });
  }
}
